deals-title = Сделки
deals-board = Доска
deals-list = Список
deals-forecast = Прогноз
deals-funnel = Анализ воронки
deals-pipeline = Воронка
deals-stage = Этап
deals-show = Показать
deals-show-all = Показать все
deals-new = Новая сделка
deals-add = Завести сделку
deals-edit = Изменить сделку
deals-save = Сохранить
deals-saved = Сохранено
deals-opened = Сделка заведена
deals-changed = Сделка изменена
deals-handed-over = Сделка «{ $name }» передана дальше, теперь её видят другие
deals-moved = Сделка перенесена
deals-won = Выиграно: { $name }
deals-lost = Сделка проиграна
deals-reopened = Сделка снова открыта
deals-taken = Теперь сделка ваша
deals-search = Название, клиент, телефон
deals-everybody = Все сотрудники
deals-responsible = Ответственный
deals-nobody = Никто
deals-team = Команда
deals-any = все
deals-customer = Клиент
deals-customer-help = Имя, телефон или номер карточки
deals-customer-missing = Назовите клиента: имя, телефон или номер карточки.
deals-what = Сделка
deals-what-help = Коротко, до 200 букв: что продаём
deals-amount = Сумма
deals-amount-help = Если ниже есть позиции, сумма берётся из них
deals-amount-wrong = Сумма не читается или меньше нуля: напишите число, например 150 000.
deals-currency = Валюта
deals-currency-mixed = У позиций и сделки должна быть одна валюта.
deals-closes-on = Ожидаем закрытие
deals-source = Источник
deals-source-long = Источник длиннее 100 букв: сократите.
deals-note = Заметка
deals-note-long = Заметка длиннее 5 000 букв: сократите.
deals-title-missing = Назовите сделку в нескольких словах.
deals-title-long = Название длиннее 200 букв: сократите.
deals-responsible-unknown = Такого сотрудника нет, или у него закрыт доступ.
deals-day-unreadable = День не читается: напишите его как 2026-03-12.
deals-lines = Что продаём
deals-lines-help = Выберите товар из каталога по коду: название и цена подставятся сами. Пустые строки пропускаются; после сохранения появятся новые
deals-lines-many = Позиций больше 200: разделите сделку.
deals-line-product = Код товара
deals-line-product-unknown = В каталоге нет товара «{ $code }». Выберите из подсказок или оставьте поле пустым.
deals-line-name = Название
deals-line-name-wrong = У каждой позиции нужно название до 200 букв.
deals-line-quantity = Количество
deals-quantity-wrong = Количество должно быть больше нуля, не мельче тысячной.
deals-line-price = Цена
deals-pipeline-unknown = Такой воронки нет.
deals-stage-unknown = В этой воронке нет такого этапа.
deals-not-now = Сделка уже закрыта, или она уже у кого-то: обновите страницу.
deals-outdated = Сделку только что изменил кто-то другой. Сейчас она на этапе «{ $stage }», ответственный: { $who }.
deals-fact-missing = Заполните это в карточке клиента.
deals-card-missing = Не заполнена карточка контакта «{ $name }»: { $missing }. Заполнить: { $href }
deals-gate-held = Сделка пойдёт дальше, когда будет заполнено вот это:
deals-gate-open = Всё заполнено, можно идти дальше.
deals-gate-fill = Заполнить
deals-gate-go = Сохранить и продолжить
deals-gate-on-card = заполнить в карточке клиента
deals-stands = На этапе
deals-rots = Застоялась
deals-late = Просрочена
deals-in-queue = В очереди
deals-take = Взять себе
deals-move = Перенести
deals-move-to = Перенести на этап
deals-more-cards = Ещё карточки
deals-drag-hint = Перетащите карточку мышью или пальцем; с клавиатуры: пробел, стрелки, пробел.
deals-empty = Открытых сделок нет
deals-empty-hint = Здесь будут открытые сделки: заведите первую.
deals-no-pipelines = Воронки ещё нет
deals-no-pipelines-hint = Её заведёт тот, кто может вести сделки.
deals-none = Таких сделок нет
deals-none-hint = Уберите часть условий.
deals-card-empty = Сделок с этим клиентом ещё нет
deals-card-empty-hint = Заведите сделку, когда клиент чем-то заинтересовался.
deals-win = Выиграна
deals-lose = Проиграна…
deals-lose-deed = Закрыть как проигранную
deals-lose-note = Подробнее
deals-reopen = Открыть снова
deals-reason = Причина проигрыша
deals-reason-choose = Выберите причину
deals-reason-missing = Выберите, почему сделка проиграна.
deals-reason-none = Без причины
deals-reasons = Причины проигрыша
deals-reason-add = Добавить причину
deals-reason-dear = Дорого
deals-reason-rival = Выбрали другого
deals-reason-silent = Перестали отвечать
deals-reason-changed = Передумали
deals-reason-misfit = Не наш клиент
deals-history = Путь сделки
deals-state = Состояние
deals-state-open = Открыта
deals-state-won = Выиграна
deals-state-lost = Проиграна
deals-tab-open = Открытые
deals-tab-won = Выигранные
deals-tab-lost = Проигранные
deals-tab-all = Все
deals-opened-at = Заведена
deals-closed-at = Закрыта
deals-opened-from = Заведена с
deals-opened-before = Заведена раньше
deals-closes-from = Ожидаем закрытие с
deals-closes-before = Ожидаем закрытие раньше
deals-forecast-lead = Сумма каждой открытой сделки умножена на вероятность её этапа.
deals-forecast-empty = Прогнозировать пока нечего
deals-forecast-empty-hint = Заведите сделки и укажите, когда ожидаете их закрытие.
deals-forecast-overdue = Раньше этого месяца
deals-forecast-undated = Без даты
deals-month = Месяц
deals-n = Сделок
deals-weighted = С вероятностью
deals-share = Доля
deals-from = Заведены с
deals-to = по
deals-reached = Дошли
deals-onward = Прошли дальше
deals-time = Времени на этапе
deals-here = Стоят сейчас
deals-fell = Выпали
deals-stages-gone = Убранные этапы
deals-why = Почему
deals-was = было { $value }
deals-days = { $days } дн.
deals-figure-opened = Заведено
deals-figure-won = Выиграно
deals-figure-lost = Проиграно
deals-figure-ratio = Доля выигранных
deals-figure-days = До победы
deals-cut = Разрез
deals-by-source = По источникам
deals-by-team = По командам
deals-by-seller = По сотрудникам
deals-by-month = По месяцам
deals-part = Часть
deals-unknown = Не указано
deals-arrange = Воронки и этапы
deals-rename = Переименовать
deals-pipeline-name = Название воронки
deals-pipeline-add = Добавить воронку
deals-pipeline-added = Воронка добавлена
deals-pipeline-remove = Убрать воронку
deals-pipeline-remove-ask = Убрать воронку? Её закрытые сделки останутся.
deals-pipeline-removed = Воронка убрана
deals-pipeline-in-use = В воронке есть открытые сделки. Убрать её можно, когда все они выиграны или проиграны.
deals-stage-new = Новый этап
deals-stage-name = Название этапа
deals-stage-up = Выше
deals-stage-down = Ниже
deals-stage-last = Последний этап убрать нельзя: добавьте сначала другой.
deals-stage-occupied = Здесь стоят открытые сделки: скажите, на какой этап они перейдут.
deals-stage-remove = Убрать этап
deals-stage-remove-to = Куда перейдут сделки
deals-stage-remove-ask = { $n ->
    [0] Убрать этап? История сделок его сохранит.
    [one] Убрать этап? { $n } открытая сделка перейдёт на выбранный этап. История сделок его сохранит.
    [few] Убрать этап? { $n } открытые сделки перейдут на выбранный этап. История сделок его сохранит.
    [many] Убрать этап? { $n } открытых сделок перейдут на выбранный этап. История сделок его сохранит.
   *[other] Убрать этап? { $n } открытой сделки перейдут на выбранный этап. История сделок его сохранит.
}
deals-stage-removed = Этап убран
deals-stages-missing = Нужен хотя бы один этап.
deals-name-missing = Напишите название.
deals-name-long = Название длиннее 80 букв: сократите.
deals-probability = Вероятность, %
deals-probability-help = Насколько верно сделка отсюда будет выиграна
deals-probability-wrong = Вероятность: целое число от 0 до 100.
deals-rots-days = Застаивается через, дней
deals-rots-help = Пусто: никогда
deals-rots-wrong = Дней: целое число от 1 до 3650.
deals-needs = Что нужно знать, чтобы пойти дальше
deals-needs-help = Пока эти сведения не заполнены в карточке клиента, сделка не уйдёт с этапа.
deals-needs-unknown = Какого-то из этих полей нет.
deals-team-unknown = Такой команды нет.
deals-hand-none = Остаётся у того же сотрудника
deals-hand-team = Передать команде
deals-hand-help = Клиент и сделка переходят к этой команде, когда сделка входит на этап
deals-hand-to = Кому из команды
deals-hand-queue = В очередь: кто первый возьмёт
deals-hand-least-loaded = Тому, у кого меньше открытых сделок
deals-hand-needs-note = Требовать записку о передаче
deals-hand-note = Что важно знать следующим
deals-first-pipeline = Продажи
deals-first-new = Новая заявка
deals-first-needs = Выяснили потребность
deals-first-offer = Предложение
deals-first-contract = Договор и счёт
deals-first-payment = Ждём оплату
deals-place-won = выигрыш сделки
deals-place-commission = выплата комиссии
deals-happened = Сделки
deals-verb-opened = Сделка: { $title }, { $amount }
deals-verb-changed = Изменена сделка: { $title }, { $amount }
deals-verb-moved = Сделка на этапе «{ $stage }»: { $title }
deals-verb-taken = Взята сделка: { $title }
deals-verb-handed = Сделка передана: { $title }
deals-verb-won = Сделка выиграна: { $title }, { $amount }
deals-verb-lost = Сделка проиграна: { $title }
deals-verb-reopened = Сделка снова открыта: { $title }
deals-state-unknown = Состояние: open, won, lost или all.
deals-sort-unknown = Порядок: opened, amount, closes или entered, с минусом впереди: от большего.
deals-cut-unknown = Разрез: source, team, seller или month.
deals-hands-unknown = Кому: queue или least_loaded.
deals-hand-note-missing = Этот этап ведёт другая команда: напишите, что ей важно знать.
deals-rots-after = { $n ->
    [one] застаивается через { $n } день
    [few] застаивается через { $n } дня
    [many] застаивается через { $n } дней
   *[other] застаивается через { $n } дня
}
deals-n-here = { $n ->
    [0] На этапе нет открытых сделок
    [one] На этапе { $n } открытая сделка
    [few] На этапе { $n } открытые сделки
    [many] На этапе { $n } открытых сделок
   *[other] На этапе { $n } открытой сделки
}
deals-to-hand-over = { $n ->
    [0] Открытых сделок нет.
    [one] { $n } открытая сделка перейдёт вместе с клиентами.
    [few] { $n } открытые сделки перейдут вместе с клиентами.
   *[many] { $n } открытых сделок перейдут вместе с клиентами.
}
deals-team-needed-by-stage = Этап «{ $stage }» воронки «{ $pipeline }» передаёт ей сделки: выберите в этом этапе другую команду или никакой.
deals-team-needed-by-queue = { $n ->
    [one] В её очереди ждёт { $n } сделка: назначьте ответственного или пусть её возьмут.
    [few] В её очереди ждут { $n } сделки: назначьте ответственных или пусть их возьмут.
   *[many] В её очереди ждут { $n } сделок: назначьте ответственных или пусть их возьмут.
}
