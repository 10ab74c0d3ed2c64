//! What each role may do, as a table that people read and accept.

use calitas_domain::access::{Permission, Role};
use calitas_kit::golden;
use std::fmt::Write;

const NAME_WIDTH: usize = 20;
const WIDTH: usize = 21;

#[test]
fn each_role_may_do_what_the_table_says() {
    let mut text = String::from(
        "What each role may do. `yes`: in the whole institution; `unit`: in the unit the role was given for and those\n\
         under it; `object`: with what the invitation names; `-`: not at all.\n\n",
    );
    write!(text, "{:NAME_WIDTH$}", "").expect("text");
    for role in Role::ALL {
        write!(text, "{:WIDTH$}", role.code()).expect("text");
    }
    for permission in Permission::ALL {
        text.truncate(text.trim_end().len());
        write!(text, "\n{:NAME_WIDTH$}", permission.code()).expect("text");
        for role in Role::ALL {
            write!(text, "{:WIDTH$}", cell(*role, *permission)).expect("text");
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    golden("roles.txt", &text);
}

fn cell(role: Role, permission: Permission) -> &'static str {
    match role.permissions().contains(&permission) {
        false => "-",
        true if role == Role::Guest => "object",
        true if !role.is_institution_wide() && permission.is_bound_to_unit() => "unit",
        true => "yes",
    }
}
