//! The pages: orders, products, rates, and the tab on the card.

mod form;
mod lines_form;
mod list;
mod order;
mod order_deeds;
mod panel;
mod product;
mod products;
mod rates;
#[cfg(test)]
mod tests;

use web::Routes;

pub(crate) use panel::OrdersPanel;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/orders", list::show)
        .get("/orders/new", form::show_new)
        .post("/orders/new", form::save_new)
        .get("/orders/rates", rates::show)
        .post("/orders/rates", rates::set)
        .post("/orders/rates/remove", rates::remove)
        .post("/orders/rules", rates::decide)
        .get("/orders/{id}", order::show)
        .get("/orders/{id}/edit", form::show_edit)
        .post("/orders/{id}/edit", form::save_edit)
        .post("/orders/{id}/place", order_deeds::place)
        .post("/orders/{id}/complete", order_deeds::complete)
        .post("/orders/{id}/cancel", order_deeds::cancel)
        .post("/orders/{id}/payments", order_deeds::pay)
        .post("/orders/{id}/returns", order_deeds::take_back)
        .post("/orders/{id}/payments/{payment}/receive", order_deeds::receive)
        .post("/orders/{id}/payments/{payment}/withdraw", order_deeds::withdraw_payment)
        .post("/orders/{id}/returns/{return}/withdraw", order_deeds::withdraw_return)
        .get("/products", products::show)
        .get("/products/new", product::show_new)
        .post("/products/new", product::save_new)
        .get("/products/suggest", products::suggest)
        .get("/products/{id}", product::show)
        .post("/products/{id}", product::save)
        .post("/products/{id}/archive", product::archive)
        .post("/products/{id}/restore", product::restore)
}
