//! What customers ask of this capability: conditions beyond the card, in their lists, exports and changes of many.

use crate::engine::Engine;
use crate::wording::Glossary;
use columns::Bits;
use customers::{Act, Answers, CustomerError};
use db::Tx;
use fields::Condition;
use std::sync::Arc;
use words::Say;

impl Answers for Engine {
    fn matching(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<Arc<Bits>, CustomerError> {
        Engine::matching(self, tx, act, condition).map_err(|error| match CustomerError::from(error) {
            CustomerError::Invalid(mut errors) => {
                for error in &mut errors {
                    error.field = error.field.replacen("condition", "filter", 1);
                }
                CustomerError::Invalid(errors)
            }
            other => other,
        })
    }

    fn tell(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
        say: &Say,
    ) -> Result<String, CustomerError> {
        Ok(Glossary::read(tx, act, self.happenings(), say)?.tell(condition))
    }
}
