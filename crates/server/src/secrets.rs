//! The secrets of an installation: files in a private folder, the name that sorts last in use. A new secret is added
//! as a file with a later name; the old one goes when the longest session has ended.

use data_encoding::BASE64URL_NOPAD;
use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// Bits that let others than the owner read or write.
const OTHERS: u32 = 0o077;

/// Reads the secrets, the one in use first. An empty folder gets its first secret.
pub fn open(folder: &Path) -> io::Result<Vec<String>> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut files = files(folder)?;
    if files.is_empty() {
        create(&folder.join("0001"))?;
        files = self::files(folder)?;
    }
    files.sort_unstable_by(|one, other| other.cmp(one));
    files.iter().map(|file| read(file)).collect()
}

/// Files, without hidden ones: mounted folders keep their bookkeeping there.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

fn create(file: &Path) -> io::Result<()> {
    let bytes: [u8; 32] = rand::random();
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(mut file) => writeln!(file, "{}", BASE64URL_NOPAD.encode(&bytes)),
        // Another server of the same folder was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

fn read(file: &Path) -> io::Result<String> {
    let mode = fs::metadata(file)?.permissions().mode();
    if mode & OTHERS != 0 {
        tracing::warn!(secret.mode = %format!("{:o}", mode & 0o777), "a secret can be read by other users of this machine");
    }
    Ok(fs::read_to_string(file)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_secret_is_made_once_and_later_ones_come_first() {
        let folder = std::env::temp_dir().join(format!("calitas-secrets-{}", std::process::id()));
        let first = open(&folder).unwrap();
        assert_eq!(open(&folder).unwrap(), first);
        assert!(first[0].len() >= 32);
        assert_eq!(fs::metadata(folder.join("0001")).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(folder.join("0002"), "later\n").unwrap();
        assert_eq!(open(&folder).unwrap(), ["later".to_owned(), first[0].clone()]);
        fs::remove_dir_all(folder).unwrap();
    }
}
