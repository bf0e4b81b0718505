//! Who people are and what each role may do.

use crate::text_enum::text_enum;

text_enum! {
    /// What a person may do. A customer buys; the others are operators.
    pub enum Role {
        Customer = "customer",
        CinemaStaff = "cinema_staff",
        Administrator = "administrator",
        Auditor = "auditor",
    }
}

text_enum! {
    /// What a one-time code was asked for; a code opens nothing else.
    pub enum CodePurpose {
        Register = "register",
        Login = "login",
        ResetPassword = "reset_password",
    }
}
