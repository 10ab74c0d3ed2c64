//! What people are told, how they want to be told, deadlines and working days.

mod calendar;
mod enums;
mod mutation;
mod object;
mod policy;
mod settings;
mod viewer;

pub use mutation::NotificationMutation;
pub use object::{Notification, NotificationConnection};
pub use policy::{CalendarDay, CalendarFeed, NotificationPolicy, calendar_days, calendar_feed, policy};
pub use viewer::ViewerNotifications;
