# Заказы, товары, оплаты, возвраты.
orders-title = Заказы
orders-all = Все
orders-add = Новый заказ
orders-new = Новый заказ
orders-edit = Изменить заказ
orders-order = Заказ № { $number }
orders-search = Номер заказа или клиент
orders-from = С какого дня
orders-to = По какой день
orders-number = Номер
orders-number-help = Оставьте пустым, и номер даст Картотека
orders-date = Дата
orders-date-help = Например: 01.03.2026 14:30
orders-customer = Клиент
orders-nameless = Без имени
orders-nobody = Никто
orders-responsible = Ответственный
orders-source = Откуда пришёл
orders-utm = Реклама
orders-note = Примечание
orders-currency = Валюта
orders-status = Состояние
orders-status-draft = Черновик
orders-status-placed = Оформлен
orders-status-done = Выполнен
orders-status-cancelled = Отменён
orders-tab-draft = Черновики
orders-tab-placed = Оформлены
orders-tab-done = Выполнены
orders-tab-cancelled = Отменены
orders-total = Сумма
orders-margin = Маржа
orders-margin-unknown = не известна
orders-margin-known = известна по { $n } из { $all }
orders-discount = Скидка
orders-discount-whole = Скидка на весь заказ
orders-delivery = Доставка
orders-delivery-help = Клиент её оплачивает, но в выручку она не входит
orders-paid = Оплачено
orders-owed = Осталось оплатить
orders-give-back = Вернуть клиенту
orders-payment = Оплата
orders-payment-any = Любая оплата
orders-payment-owed = Ждёт оплаты
orders-payment-overdue = Просрочен
orders-payment-paid = Оплачен
orders-payment-no-rate = Без курса валюты
orders-payment-part = осталось { $sum }
orders-no-rate = нет курса
orders-empty = Здесь будут заказы
orders-empty-text = Добавьте первый, загрузите файл магазина или подключите магазин через API. Сумма, маржа и ритм появятся на карточке клиента
orders-example = № 1024 · Кафе «Наурыз» · 12 пиал · 18 000 ₸ · оплачен
orders-none = Таких заказов нет
orders-none-text = Проверьте дни и состояние или снимите отбор
orders-show-all = Показать все
orders-sum-revenue = Выручка
orders-sum-counted = Выручка без отменённых и черновиков
orders-sum-margin = Маржа
orders-sum-returned = Возвращено
orders-sum-no-rate = Не посчитано без курса
orders-do-place = Оформить
orders-do-complete = Выполнен
orders-do-cancel = Отменить заказ
orders-do-receive = Деньги пришли
orders-do-return = Принять возврат
orders-why = Почему
orders-cancel-help = Отменённый заказ не считается, и оплату по нему больше не ждут. Его можно оформить снова
orders-lines = Что заказали
orders-lines-none = В заказе нет строк
orders-lines-help = Код найдёт название, цену и себестоимость в списке товаров. Без кода напишите название и цену. Скидку можно писать суммой или в процентах: 10%. Пустые строки пропускаются
orders-lines-more = Ещё строки
orders-line-code = Код товара
orders-line-name = Название
orders-line-quantity = Сколько
orders-line-price = Цена
orders-line-cost = Себестоимость
orders-line-net = К оплате
orders-line-returned-n = возвращено
orders-payments = Оплаты
orders-payments-none = Оплат ещё не было
orders-payment-add = Добавить оплату
orders-payment-amount = Сумма
orders-payment-due = Оплатить до
orders-payment-method = Как
orders-payment-help = Пустая сумма означает весь остаток
orders-payment-received = Деньги пришли
orders-payment-expected = Жду оплату
orders-due-until = до { $date }
orders-due-open = без срока
orders-standing-expected = ожидается
orders-standing-overdue = просрочена
orders-standing-paid = вовремя
orders-standing-paid-late = с опозданием
orders-standing-called-off = не ждём
orders-is-paid = Уже оплачен
orders-as-draft = Сохранить черновиком
orders-returns = Возвраты
orders-returns-none = Ничего не возвращали
orders-return-add = Принять возврат
orders-return-of = из
orders-return-money = только деньги
orders-return-spoiled = товар испорчен
orders-return-restocked = Товар можно продать снова
orders-return-restocked-help = Тогда себестоимость вернётся в маржу
orders-note-no-rate = Нет курса { $currency } на { $date }: заказ принят, но в суммы не входит. Задайте курс, и он посчитается
orders-note-no-cost = Маржа не известна: у части строк нет себестоимости
orders-note-overpaid = Клиент заплатил на { $sum } больше, чем остался должен: эти деньги надо вернуть
orders-note-give-back = Заказ отменён, а деньги пришли: вернуть клиенту { $sum }
orders-whose = Чей это заказ
orders-whose-search = Имя, телефон, почта
orders-whose-nobody = Никто не нашёлся. Сначала можно добавить клиента:
orders-toast-made = Заказ № { $name } добавлен
orders-toast-changed = Заказ № { $name } изменён
orders-toast-draft = Заказ № { $name } стал черновиком
orders-toast-placed = Заказ № { $name } оформлен
orders-toast-done = Заказ № { $name } выполнен
orders-toast-cancelled = Заказ № { $name } отменён
orders-toast-payment = Оплата записана
orders-toast-returned = Возврат принят
orders-toast-withdrawn = Запись убрана
orders-toast-product-added = Товар «{ $name }» добавлен
orders-toast-product-changed = Товар «{ $name }» изменён
orders-toast-product-archived = Товар «{ $name }» в архиве
orders-toast-product-restored = Товар «{ $name }» снова в списке
orders-products = Товары
orders-product-add = Добавить товар
orders-product-new = Новый товар
orders-product-search = Название или код
orders-products-empty = Здесь будет список товаров
orders-products-empty-text = По коду товара заказ сам возьмёт цену и себестоимость, и маржа посчитается
orders-products-example = PL-1 · Пиала «Көк» · Пиалы · 1 500 ₸ · себестоимость 900 ₸
orders-products-none = Таких товаров нет
orders-products-none-text = Проверьте название и категорию
orders-archive = Архив
orders-code = Код
orders-code-help = Артикул, по которому товар узнают заказы
orders-name = Название
orders-category = Категория
orders-category-any = Все категории
orders-supplier = Поставщик
orders-unit = Единица
orders-unit-help = шт, кг, м
orders-price = Цена
orders-cost = Себестоимость
orders-cost-help = Новые заказы запомнят её такой, какая она сейчас
orders-rates = Курсы и правила
orders-rates-text = Заказы в другой валюте считаются по курсу своего дня. Суммы ведутся в
orders-rates-given = Заданные курсы
orders-rates-empty = Курсов ещё нет
orders-rates-empty-text = Они нужны только для заказов в другой валюте
orders-rate = Курс
orders-rate-help = Сколько стоит одна единица в валюте фирмы
orders-rate-from = С какого дня
orders-rate-currency-help = Три буквы: USD, EUR, RUB
orders-rate-give = Задать курс
orders-rate-missing = { $currency }: нет курса с { $first } по { $last }, заказов без него: { $n }
orders-rules = Правила
orders-rules-unknown = Заказ пришёл от клиента, которого никто не знает
orders-rules-lead = Завести лид
orders-rules-lead-help = Появится карточка с тем, что сказано в заказе
orders-rules-reject = Не принимать заказ
orders-rules-reject-help = Причина будет в ответе и в файле отказов
orders-rule-twice = Тот же номер из того же источника обновляет заказ, а не создаёт второй
orders-rule-negative = Количество всегда больше нуля: возврат записывают возвратом
orders-rule-future = Дата заказа не может быть позже завтрашнего дня
orders-rule-changed = Если заказ изменили после подсчёта, суммы меняются на разницу
orders-rule-rate = Курс действует до следующего, но не дольше 31 дня. Без курса заказ принят, но не посчитан
orders-rule-margin = Маржа строки: цена на количество, минус скидки, минус себестоимость. Возврат возвращает её вместе с товаром
orders-card-empty = Заказов ещё не было
orders-card-empty-text = Здесь будут заказы клиента, сумма, маржа, средний чек и ритм
orders-card-all = Все заказы клиента
orders-likes-products = Больше всего покупает
orders-likes-categories = Любимые категории
orders-figure-n = Заказов
orders-figure-average = Средний чек
orders-figure-rhythm = Ритм
orders-figure-pays = Платит
orders-span = с { $first } по { $last }
orders-rhythm-next = следующий ждём около { $date }
orders-rhythm-over = ждали около { $date }
orders-pays-unknown = сроков ещё не было
orders-pays-in-time = вовремя
orders-pays-late = с опозданием { $late } раз из { $all }, в среднем на { $days } дн.
orders-code-missing = Дайте товару код: по нему его узнают заказы
orders-code-taken = Такой код уже есть
orders-text-long = Слишком длинно, сократите
orders-amount-negative = Сумма не может быть меньше нуля
orders-amount-wrong = Не похоже на сумму. Например: 1500,50
orders-amount-currency = Ждали сумму в { $wanted }
orders-number-wrong = Не похоже на число
orders-number-missing = Напишите номер или оставьте поле пустым
orders-number-taken = Заказ с таким номером уже есть
orders-currency-wrong = Три буквы валюты, например USD
orders-date-wrong = Не похоже на дату. Например: 01.03.2026
orders-date-future = Этот день ещё не наступил
orders-quantity-negative = Количество должно быть больше нуля. Возврат записывают возвратом
orders-quantity-fine = Слишком мелко: не больше шести знаков после запятой
orders-product-unknown = Такого товара в списке нет
orders-line-nameless = Напишите, что это, или укажите код товара
orders-line-returned = Часть этой строки уже вернули: её нельзя убрать или уменьшить ниже возвращённого
orders-lines-many = В заказе больше тысячи строк
orders-lines-missing = Впишите хотя бы одну строку: что заказали
orders-line-wrong = Строка { $n }, «{ $column }»: { $why }
orders-price-missing = Укажите цену: у товара её нет
orders-discount-large = Скидка больше того, с чего она снимается
orders-percent-wrong = Скидка в процентах бывает от 0 до 100
orders-payment-nothing = Платить больше нечего: укажите сумму больше нуля
orders-return-much = Вернуть можно не больше, чем купили и ещё не вернули
orders-return-line = Такой строки в заказе нет
orders-rate-own = У валюты фирмы курса нет: он всегда один
orders-rate-wrong = Курс должен быть больше нуля
orders-no-customer = Не сказано, чей это заказ
orders-customer-missing = Такого клиента нет
orders-customer-unknown = Клиента никто не знает, а такие заказы не принимаются
orders-buyer-field = Такого поля на карточке нет
orders-record-unreadable = Строка не читается как JSON заказа
orders-sort-unknown = Так упорядочить нельзя
orders-happened-orders = Заказы
orders-happened-lines-bought = Покупки товаров
orders-happened-payments = Оплаты
orders-happened-returns = Возвраты
orders-happened-totals = Заказы за всё время
orders-happened-at = Когда
orders-happened-sum = Сумма
orders-happened-margin = Маржа
orders-happened-returned = Возвращено на сумму
orders-happened-source = Откуда пришёл
orders-happened-team = Продавшая команда
orders-happened-lines = Строк в заказе
orders-happened-product = Товар
orders-happened-category = Категория
orders-happened-supplier = Поставщик
orders-happened-pieces = Сколько
orders-happened-is-returned = Вернули
orders-happened-paid-on = Когда оплачено
orders-happened-due-on = Оплатить до
orders-happened-is-paid = Оплачено
orders-happened-late-days = На сколько дней позже
orders-happened-n = Сколько заказов
orders-happened-average = Средний чек
orders-happened-first-on = Первый заказ
orders-happened-last-on = Последний заказ
orders-happened-n-returned = Заказов с возвратом
orders-happened-n-cancelled = Отменённых заказов
orders-verb-drafted = Черновик заказа № { $number }
orders-verb-placed = Заказ № { $number } на { $sum }
orders-verb-done = Заказ № { $number } выполнен
orders-verb-cancelled = Заказ № { $number } отменён
orders-verb-unmade = Заказ № { $number } убран вместе с файлом, из которого пришёл
orders-verb-changed = Заказ № { $number } изменён, теперь { $sum }
orders-verb-returned = Возврат по заказу № { $number } на { $amount }
orders-verb-return-withdrawn = Возврат по заказу № { $number } убран
orders-verb-payment-expected = Ждём оплату { $amount } по заказу № { $number }
orders-verb-payment-received = Оплата { $amount } по заказу № { $number }
orders-verb-payment-withdrawn = Оплата { $amount } по заказу № { $number } убрана
orders-overdue-n = { $n ->
    [one] { $n } оплата просрочена
    [few] { $n } оплаты просрочены
   *[many] { $n } оплат просрочено
}
orders-no-rate-n = { $n ->
    [one] { $n } заказ без курса не посчитан
    [few] { $n } заказа без курса не посчитаны
   *[many] { $n } заказов без курса не посчитано
}
orders-returned-n = { $n ->
    [one] { $n } заказ с возвратом
    [few] { $n } заказа с возвратом
   *[many] { $n } заказов с возвратом
}
orders-cancelled-n = { $n ->
    [one] { $n } заказ отменён
    [few] { $n } заказа отменено
   *[many] { $n } заказов отменено
}
orders-rhythm-days = { $n ->
    [one] раз в { $n } день
    [few] раз в { $n } дня
   *[many] раз в { $n } дней
}
orders-toast-rate = { $n ->
    [one] Курс задан, пересчитан { $n } заказ
    [few] Курс задан, пересчитано { $n } заказа
   *[many] Курс задан, пересчитано { $n } заказов
}
orders-toast-rate-removed = { $n ->
    [one] Курс убран, пересчитан { $n } заказ
    [few] Курс убран, пересчитано { $n } заказа
   *[many] Курс убран, пересчитано { $n } заказов
}
