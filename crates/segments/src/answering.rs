//! What customers ask of this capability: conditions beyond the card, in their lists, exports and changes of many.

use crate::engine::Engine;
use crate::store::segments;
use crate::wording::Glossary;
use columns::Bits;
use customers::beyond::{Choice, Offer};
use customers::{Act, Answers, CustomerError};
use db::Tx;
use fields::Condition;
use fields::condition::Beyond;
use kernel::Level;
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

    fn offers(&self, tx: &mut Tx<'_>, act: &Act, say: &Say) -> Result<Vec<Offer>, CustomerError> {
        if self.page(act).is_empty() {
            return Ok(Vec::new());
        }
        let (segments, relations) = (segments::all(tx)?, customers::relations::kinds(tx, act)?);
        let (each, tables): (Vec<_>, Vec<_>) =
            self.happenings().seen_by(&act.actor).partition(|table| table.is_one_each());
        let mut all = Vec::new();
        let mut offer = |group: &str, icon, label: String, choice| {
            all.push(Offer { group: group.to_owned(), label, icon, choice });
        };
        let happened = say.t("segments-add-happened");
        for table in tables {
            let build = Choice::Build(format!("happened:{}", table.slug()));
            offer(&happened, "history", say.t(table.title()), build);
        }
        for table in each {
            let group = say.t(table.title());
            for column in table.columns() {
                let build = Choice::Build(format!("each:{}/{}", table.slug(), column.slug));
                offer(&group, "calculator", say.t(column.label), build);
            }
        }
        let group = say.t("segments-title");
        for segment in &segments {
            offer(&group, "list-tree", segment.name.clone(), Choice::Add(segment.meant()));
        }
        let group = say.t("segments-related");
        let any = (String::new(), say.t("fields-says-related-any"));
        let kinds = relations.iter().map(|kind| (kind.slug.clone(), kind.words(true, say)));
        for (kind, label) in std::iter::once(any).chain(kinds) {
            let related = Beyond::Related { kind, whom: Condition::everything() };
            offer(&group, "network", label, Choice::Add(related.into()));
        }
        Ok(all)
    }

    fn page(&self, act: &Act) -> &'static str {
        if act.actor.may(crate::RIGHT, Level::Read) { crate::pages::CONDITION } else { "" }
    }

    fn age(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
        say: &Say,
    ) -> Result<String, CustomerError> {
        Ok(crate::aging::told(self.reckoned(tx, act, condition)?, say))
    }
}
