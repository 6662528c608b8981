//! What a text uses: variables, functions, other texts and plural forms.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Everything that one text asks for besides its own letters.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    /// Names after `$`.
    pub(crate) variables: BTreeSet<&'static str>,
    /// Names of functions called.
    pub(crate) functions: BTreeSet<&'static str>,
    /// Keys of other texts put in; a term's begins with a hyphen.
    pub(crate) references: BTreeSet<String>,
    /// For each choice by number, the plural categories that it knows.
    pub(crate) plurals: Vec<BTreeSet<&'static str>>,
    /// Fluent's attributes, which the product does not use.
    pub(crate) n_attributes: usize,
}

impl Uses {
    /// Adds all that a text asks for, however deep.
    pub(crate) fn add_pattern(&mut self, pattern: &Pattern<&'static str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.add_expression(expression);
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<&'static str>) {
        match expression {
            Expression::Inline(inline) => self.add_inline(inline),
            Expression::Select { selector, variants } => {
                self.add_inline(selector);
                let named = variants.iter().filter_map(|variant| match &variant.key {
                    VariantKey::Identifier { name } => CATEGORIES.into_iter().find(|known| known == name),
                    VariantKey::NumberLiteral { .. } => None,
                });
                let known: BTreeSet<_> = named.collect();
                if known.len() > usize::from(known.contains("other")) {
                    self.plurals.push(known);
                }
                for variant in variants {
                    self.add_pattern(&variant.value);
                }
            }
        }
    }

    fn add_inline(&mut self, inline: &InlineExpression<&'static str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name);
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name);
                arguments.positional.iter().for_each(|argument| self.add_inline(argument));
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                self.references.insert(format!("-{}", id.name));
            }
            InlineExpression::Placeable { expression } => self.add_expression(expression),
        }
    }
}
