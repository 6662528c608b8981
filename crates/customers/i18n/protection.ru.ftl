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
customers-verb-customer-passed = Сменилась команда этапа

# Передача дел
customers-hand-over = Передача дел: { $name }
customers-hand-over-clients = { $n ->
    [0] Клиентов у этого человека нет.
    [one] У этого человека { $n } клиент.
    [few] У этого человека { $n } клиента.
   *[many] У этого человека { $n } клиентов.
}
customers-hand-over-lead = Доступ закроется сразу, сеансы и токены закончатся, клиенты перейдут коллеге. Передачу клиентов можно отменить.
customers-hand-over-gone = Доступ уже закрыт; клиенты перейдут коллеге. Передачу клиентов можно отменить.
customers-hand-over-to = Кому передать клиентов
customers-hand-over-deed = Закрыть доступ и передать
customers-hand-over-done = Доступ закрыт, клиенты передаются.
customers-hand-over-read = Что смотрел за последние 30 дней
customers-hand-over-read-nothing = Ничего не смотрел.
customers-hand-over-read-more = Подробно
customers-heir-unknown = Выберите коллегу, у которого есть доступ.

# Удаление насовсем
customers-removals = Удаление насовсем
customers-removals-empty = Никого не просят удалить
customers-removals-empty-hint = Удаляют вдвоём: один просит и пишет причину, другой соглашается не раньше чем через семь дней.
customers-removal = Удалить насовсем
customers-removal-lead = Карточка уйдёт в архив и будет ждать семь дней. Потом с удалением должен согласиться кто-то другой. До этого всё можно вернуть.
customers-removal-reason = Почему
customers-removal-reason-missing = Напишите, почему клиента нужно удалить
customers-removal-ask = Попросить удалить
customers-removal-asked = Просьба ждёт согласия.
customers-removal-told = { $who }, { $when }; согласиться можно с { $from }
customers-removal-agree = Удалить насовсем
customers-removal-drop = Не удалять
customers-removal-dropped = Просьба снята, карточка осталась в архиве.
customers-removal-done = Клиент удалён насовсем.
customers-removal-early = Ещё не прошло семи дней.
customers-verb-removal-asked = Просьба удалить насовсем
customers-verb-removal-dropped = Просьба удалить снята
