//! Cinemas in other processes and the built-in ones alike: how they come into the catalogue, what
//! of them is not believed, and how they are bought from.

mod feed;
mod programme;
mod slow;
mod unreadable;
pub mod world;
