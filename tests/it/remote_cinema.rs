//! Cinemas of another maker, over real HTTP: their habits, their failures, and what of it customers
//! and books may notice.

mod changes;
mod faults;
mod makers;
mod outage;
mod rubbish;
mod storm;
mod world;
