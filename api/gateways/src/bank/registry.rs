use std::collections::BTreeMap;
use std::sync::Arc;

use domain::payments::BankCode;

use super::BankGateway;

/// The banks that this installation collects through, by code.
#[derive(Clone, Default)]
pub struct BankRegistry {
    banks: BTreeMap<BankCode, Arc<dyn BankGateway>>,
}

impl BankRegistry {
    /// Each bank under the code in its profile. Of two with the same code the later one stays.
    pub fn new(banks: impl IntoIterator<Item = Arc<dyn BankGateway>>) -> Self {
        Self { banks: banks.into_iter().map(|bank| (bank.profile().code, bank)).collect() }
    }

    /// The bank of that code, if this installation has it.
    pub fn get(&self, code: BankCode) -> Option<&Arc<dyn BankGateway>> {
        self.banks.get(&code)
    }

    /// All banks in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn BankGateway>> {
        self.banks.values()
    }
}
