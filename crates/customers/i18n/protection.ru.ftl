customers-masked-sort = По этому полю нельзя упорядочить: его значения вам не показаны
customers-masked-filter = О поле «{ $field }» можно спросить лишь, заполнено ли оно: его значения вам не показаны
customers-masked-edit = Значение вам не показано, поэтому изменить или убрать его нельзя; рядом можно добавить другое
customers-reveal = Показать скрытое
customers-reveal-lead = Значение покажется один раз. Кто, когда и зачем его смотрел, останется в истории карточки.
customers-reveal-reason = Зачем
customers-reveal-reason-missing = Напишите, зачем вам это значение
customers-reveal-deed = Показать
customers-reveal-back = Вернуться к карточке
customers-reveal-left = { $n ->
    [0] На сегодня больше нельзя.
    [one] Сегодня можно ещё { $n } раз.
    [few] Сегодня можно ещё { $n } раза.
   *[many] Сегодня можно ещё { $n } раз.
}
customers-verb-customer-revealed = Раскрыто поле «{ $field }»
