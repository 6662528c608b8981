# What many analyses share
analytics-nothing-yet = Показывать пока нечего: продаж за эти дни нет.
analytics-customers = Клиенты
analytics-customer = Клиент
analytics-revenue = Выручка
analytics-margin = Маржа
analytics-orders = Заказы
analytics-average-order = Средний чек
analytics-profit = Прибыль
analytics-returns = Возвраты
analytics-amount = Сумма
analytics-share = Доля
analytics-share-of-money = Доля денег
analytics-before = Было
analytics-change = Изменение
analytics-group = Группа
analytics-class = Класс
analytics-type = Тип
analytics-name = Название
analytics-period = Период
analytics-cohort = Когорта
analytics-total = Всего
analytics-estimate = Оценка
analytics-standard-error = Стандартная ошибка
analytics-t = t
analytics-p = p
analytics-interval = Интервал 95 %
analytics-of-money = { $share } денег
analytics-power-thousand = тыс.
analytics-power-million = млн
analytics-power-milliard = млрд
analytics-power-billion = трлн

# Columns
analytics-column-customer = кто купил или что куплено
analytics-column-date = когда
analytics-column-amount = на какую сумму; меньше нуля — возврат
analytics-column-order = номер заказа; без него каждая строка — заказ
analytics-column-frequency = вместо заказов: число повторных покупок
analytics-column-recency = вместо заказов: время от первой до последней покупки
analytics-column-t = вместо заказов: время от первой покупки до конца наблюдения
analytics-column-monetary = вместо заказов: средняя сумма повторной покупки
analytics-column-margin = что остаётся после себестоимости
analytics-column-revenue = сколько денег принёс, возвраты вычтены
analytics-column-returns = сколько возвращено
analytics-column-orders = число заказов
analytics-column-contacts = число контактов с клиентом
analytics-column-contact-costs = расход на касания с ними
analytics-column-days = дней от срока до оплаты, а пока не оплачено — до сегодня
analytics-column-state = open, пока не оплачено

# Parameters
analytics-param-list = Список
analytics-param-list-help = true — перечислить все строки за цифрами
analytics-param-as-of = На дату
analytics-param-as-of-help = День расчёта; пусто — день после последней продажи.
analytics-param-missing = Считать пустым
analytics-param-missing-help = Ответы, которые считаются пустыми, через запятую.
analytics-param-method = Баллы
analytics-param-method-help = По квантилям (равным — равный балл), по равным частям, по рангам или по своим границам.
analytics-param-bins = Высший балл
analytics-param-bins-help = От 2 до 10.
analytics-param-recency = Границы давности, дней
analytics-param-recency-help = Для своих границ, по возрастанию: 30,90,180,365.
analytics-param-frequency = Границы частоты, заказов
analytics-param-frequency-help = Для своих границ, по возрастанию: 2,4,8,16.
analytics-param-monetary = Границы суммы
analytics-param-monetary-help = Для своих границ, по возрастанию: 10000,50000,100000,500000.
analytics-param-of = Чего
analytics-param-of-help = Что делить на классы или сравнивать.
analytics-param-abc-by = По чему
analytics-param-abc-by-help = По выручке или по марже.
analytics-param-a = Класс A до
analytics-param-a-help = Доля денег от 0 до 1.
analytics-param-b = Класс B до
analytics-param-b-help = Доля денег от 0 до 1, не меньше границы A.
analytics-param-rule = Кто пересекает границу
analytics-param-rule-help = Пересёкший относится к лучшему классу или к худшему.
analytics-param-xyz = С XYZ
analytics-param-xyz-help = Насколько ровно покупают из месяца в месяц: X ровно, Y колеблется, Z случайно.
analytics-param-by = Шаг
analytics-param-by-help = Какой длины один период.
analytics-param-measure = Показатель
analytics-param-measure-help = Что показывает треугольник.
analytics-param-model = Модель
analytics-param-model-help = Самая правдоподобная сама или одна из них.
analytics-param-until = Учиться до
analytics-param-until-help = Учиться на продажах до этого дня и проверить на тех, что позже.
analytics-param-horizon-days = Дней вперёд
analytics-param-horizon-days-help = Как далеко смотреть вперёд.
analytics-param-discount = Дисконт в месяц
analytics-param-discount-help = Ставка от 0 до 1: деньги позже дешевле.
analytics-param-unit-days = Дней в единице времени
analytics-param-unit-days-help = В чём модель считает время.
analytics-param-regular-from = Постоянный с
analytics-param-regular-from-help = Сколько покупок делают клиента постоянным, от 2.
analytics-param-crosstab-rows = Строки
analytics-param-crosstab-rows-help = Поле, ответы которого станут строками.
analytics-param-crosstab-columns = Столбцы
analytics-param-crosstab-columns-help = Поле, ответы которого станут столбцами.
analytics-param-weight = Вес
analytics-param-weight-help = Поле весов: считается вместо единиц.
analytics-param-correlation-x = Поля
analytics-param-correlation-x-help = Два числовых поля или больше.
analytics-param-correlation-method = Мера
analytics-param-correlation-method-help = Прямая связь или по рангам.
analytics-param-y = Объяснить
analytics-param-y-help = Число, которое надо объяснить.
analytics-param-regression-x = Через
analytics-param-regression-x-help = Чем объяснять: числа или ответы выбора.
analytics-param-intercept = Со свободным членом
analytics-param-intercept-help = Без него линия идёт через ноль.
analytics-param-from = С
analytics-param-from-help = Первый день; пусто — за год до последнего.
analytics-param-sales-until = По
analytics-param-sales-until-help = Последний день; пусто — день последней продажи.
analytics-param-compare = Сравнить с
analytics-param-compare-help = Со столькими же днями до этого или с теми же днями год назад.
analytics-param-order-cost = Расход на заказ
analytics-param-order-cost-help = Во что обходится обслужить один заказ.
analytics-param-contact-cost = Расход на касание
analytics-param-contact-cost-help = Во что обходится один звонок, письмо или встреча. Пусто — как задано для каждого вида: «Касания», «Виды касаний».
analytics-param-preset = Типы
analytics-param-preset-help = Прогрев или типаж, если своих правил нет.
analytics-param-rules = Свои правила
analytics-param-rules-help = Тип даёт первое подошедшее: hot: recency<=30 & purchases>=2; warm: recency<=90; cold. Ещё age, revenue, average.
analytics-param-days = Движение за, дней
analytics-param-days-help = С тем, кем были столько дней назад.

# Words of closed lists
analytics-option-quantile = квантили
analytics-option-ntile = равные части
analytics-option-rank = ранги
analytics-option-thresholds = свои границы
analytics-option-customer = клиенты
analytics-option-product = товары
analytics-option-category = категории
analytics-option-source = источники
analytics-option-team = команды
analytics-option-nothing = в целом
analytics-option-amount = выручка
analytics-option-margin = маржа
analytics-option-crossing = к лучшему классу
analytics-option-inclusive = к худшему классу
analytics-option-auto = сам
analytics-option-day = день
analytics-option-week = неделя
analytics-option-month = месяц
analytics-option-customers = клиенты
analytics-option-revenue = выручка
analytics-option-orders = заказы
analytics-option-bgnbd = BG/NBD
analytics-option-mbgnbd = MBG/NBD
analytics-option-pareto = Pareto/NBD
analytics-option-nbd = NBD
analytics-option-gamma-gamma = Gamma-Gamma
analytics-option-pearson = прямая связь
analytics-option-spearman = ранги
analytics-option-period = прошлый период
analytics-option-year = год назад
analytics-option-warmth = прогрев
analytics-option-types = типаж
analytics-option-champions = Лучшие
analytics-option-loyal = Верные
analytics-option-potential = Растущие
analytics-option-new = Новые
analytics-option-need-attention = Ждут внимания
analytics-option-about-to-sleep = Засыпают
analytics-option-at-risk = Уходят
analytics-option-hibernating = Спят
analytics-option-lost = Потеряны
analytics-option-one-off = Разовые
analytics-option-rare = Редкие
analytics-option-regular = Постоянные
analytics-option-on-time = В своём ритме
analytics-option-late = Опаздывают
analytics-option-overdue = Давно пора
analytics-option-hot = Горячие
analytics-option-warm = Тёплые
analytics-option-cold = Холодные
analytics-option-fan = Фанаты
analytics-option-ordinary = Обычные
analytics-option-newcomer = Ещё не клиенты
analytics-option-in-time = Вовремя
analytics-option-late-week = До недели опоздания
analytics-option-late-month = До месяца опоздания
analytics-option-late-more = Больше месяца
analytics-option-not-due = Срок не настал
analytics-option-unpaid-late = Просрочено, не оплачено
analytics-option-sometimes-late = Иногда опаздывает
analytics-option-mostly-late = Чаще опаздывает
analytics-option-owes = Должен сейчас
analytics-option-order = Заказ
analytics-option-line = Строка заказа
analytics-option-return = Возврат
analytics-option-earning = Приносит прибыль
analytics-option-losing = Обходится дороже, чем приносит

# Sales
analytics-sales-title = Продажи
analytics-sales-about = Сколько продано, когда и чего, рядом с прошлым периодом.
analytics-sales-how = Выручка — сумма засчитанных заказов за вычетом возвратов. Столбец — сейчас, контур — столько же дней до этого (или те же дни год назад). Дни — по календарю фирмы.
analytics-sales-deeds = Откройте период, который просел, и посмотрите, кто покупал тогда и не покупает сейчас: начните с них.
analytics-sales-says = С { $from } по { $until } продано на { $revenue }.
analytics-sales-says-more = С { $from } по { $until } продано на { $revenue }: на { $change } больше прежнего.
analytics-sales-says-less = С { $from } по { $until } продано на { $revenue }: на { $change } меньше прежнего.
analytics-sales-says-same = С { $from } по { $until } продано на { $revenue }: столько же, сколько раньше.
analytics-sales-over-time = Продажи по времени
analytics-sales-of = Из чего складывается
analytics-sales-column = { $revenue }, раньше { $before }

# RFM
analytics-rfm-title = RFM: кто важен
analytics-rfm-about = Кто покупал недавно, часто и на много, а кто уходит.
analytics-rfm-how = Каждый клиент получает балл от 1 до 5 за давность (R), частоту (F) и сумму (M); равным — равный балл. Группу дают R и среднее из F и M.
analytics-rfm-deeds = Поблагодарите лучших, на этой неделе позвоните уходящим, а новым дайте повод прийти второй раз.
analytics-rfm-map = Давность и частота
analytics-rfm-money = Деньги по группам
analytics-rfm-groups = Группы
analytics-rfm-recency-axis = Давность
analytics-rfm-frequency-axis = Частота: слева редко, справа часто
analytics-mean-recency = Дней назад
analytics-mean-frequency = Заказов

# ABC
analytics-abc-title = ABC: кто приносит деньги
analytics-abc-about = Немногие, кто приносит больше всего, и многие, кто приносит мало.
analytics-abc-how = Клиенты стоят по убыванию денег. Класс A — те, кто вместе даёт 80 %, B — до 95 %, C — остальные. Суммы не больше нуля ни в какой класс не входят.
analytics-abc-deeds = Закрепите за каждым клиентом класса A своего человека и не тратьте на C то, что приносит A.
analytics-abc-curve = Кривая Парето
analytics-abc-classes = Классы
analytics-abc-top = Первая десятка
analytics-abc-items = Сколько
analytics-abc-total = Деньги
analytics-abc-gini = Джини
analytics-abc-mark = 20 % приносят { $share }
analytics-abc-money-axis = доля денег
analytics-abc-items-axis = доля клиентов
analytics-abc-class = { $items } клиентов, { $money } денег
analytics-abc-xyz = ABC × XYZ
analytics-abc-xyz-axis = От ровных (X) к случайным (Z)

# Cohorts
analytics-cohorts-title = Когорты: кто остаётся
analytics-cohorts-about = Клиенты по времени первой покупки: кто ещё покупает, на сколько и как часто.
analytics-cohorts-how = Строка — пришедшие в один месяц или неделю; столбец k — что они делали через k периодов. Будущее пусто.
analytics-cohorts-deeds = Найдите месяц, в который теряется больше всего, и напишите людям до него.
analytics-cohorts-triangle = Когорты
analytics-cohorts-retention = Удержание, %
analytics-cohorts-revenue = Выручка когорт
analytics-cohorts-orders = Заказы когорт
analytics-cohorts-weighted = Все когорты вместе
analytics-cohorts-stay = ещё покупают
analytics-cohorts-cumulated = Деньги одного клиента с начала
analytics-cohorts-n = Когорты
analytics-cohorts-axis-month = Месяцев с первой покупки
analytics-cohorts-axis-week = Недель с первой покупки
analytics-cohorts-says-month = В следующем месяце после первой покупки снова покупают { $share } клиентов.
analytics-cohorts-says-week = На следующей неделе после первой покупки снова покупают { $share } клиентов.
analytics-cohorts-says-early = Рано судить, кто остаётся: все первые покупки в одном периоде.

# Rhythm
analytics-rhythm-title = Ритм: кто опаздывает
analytics-rhythm-about = Как часто клиенты возвращаются и до какого дня действовать, если не вернулся.
analytics-rhythm-how = Покупка — день, в который клиент покупал. Следующую ждут через медианный промежуток, действовать надо до дня, к которому возвращаются девять из десяти: по своим промежуткам, если их четыре и больше, иначе по общим.
analytics-rhythm-deeds = Откройте опаздывающих: у каждого указан день, до которого действовать. Поставьте задачи ответственным.
analytics-rhythm-says-nobody = Никто ещё не покупал в два разных дня: ритма пока нет.
analytics-rhythm-per-customer = Заказов на клиента
analytics-rhythm-revenue-per-customer = Выручка на клиента
analytics-rhythm-repeat = Вернулись
analytics-rhythm-states = Кто опаздывает
analytics-rhythm-classes = Как часто приходят
analytics-rhythm-gaps = Время между покупками
analytics-rhythm-how-many = Сколько приходят раньше
analytics-rhythm-days = Дней
analytics-rhythm-sooner = { $share } возвращаются за

# CLV
analytics-clv-title = Ценность клиента (LTV)
analytics-clv-about = Что клиенты ещё купят и принесут, а кто, вероятно, ушёл.
analytics-clv-how = Число покупок предсказывает самая правдоподобная из моделей BG/NBD, MBG/NBD, Pareto/NBD и NBD, деньги — Gamma-Gamma, всё методом максимального правдоподобия. Если данные не держат часть об уходе, берётся NBD и об этом сказано. Модель, которая не сошлась, не показывает чисел.
analytics-clv-deeds = Не тратьте на удержание клиента больше, чем его ценность в строке.
analytics-clv-says-none = Прогноза нет: продаж пока мало для модели.
analytics-clv-expected = Прогноз
analytics-clv-alive = Ещё с нами
analytics-clv-purchases = Покупок впереди
analytics-clv-value = Их ценность
analytics-clv-compared = Правдоподобие моделей
analytics-clv-tenths = Кто принесёт деньги: клиенты по десятым частям, самые ценные сверху
analytics-clv-tried = Модель
analytics-clv-likelihood = Логарифм правдоподобия
analytics-clv-back-test = Проверка на днях, которых модель не видела
analytics-clv-actual = что было
analytics-clv-model = модель
analytics-clv-naive = наивный прогноз
analytics-clv-forecast = Прогноз
analytics-clv-mae = Средняя ошибка
analytics-clv-rmse = RMSE
analytics-clv-correlation = Корреляция
analytics-clv-parameter = Параметр
analytics-clv-learned = Что узнала модель

# Warmth
analytics-warmth-title = Прогрев и типаж
analytics-warmth-about = Клиенты по вашим правилам и кто перешёл из одного типа в другой.
analytics-warmth-how = Тип даёт первое подошедшее правило. Потоки ведут от того, кем клиент был столько дней назад, к тому, кто он сейчас.
analytics-warmth-deeds = Нажмите на остывающий поток: эти люди вас ещё помнят.
analytics-warmth-flow = Кто куда перешёл
analytics-warmth-money = Деньги по типам
analytics-warmth-types = Типы

# Profitability
analytics-profitability-title = Прибыль с клиента
analytics-profitability-about = Что остаётся с каждого клиента после возвратов, товара, обслуживания и касаний.
analytics-profitability-how = Прибыль — маржа за вычетом расхода на каждый заказ, заданного выше, и на каждое касание. Стоимость касания задаётся для каждого вида («Касания», «Виды касаний»); заданная выше заменяет её для всех. Кому звонили, а он не купил, — тоже расход. Если маржи нет, считается от выручки.
analytics-profitability-deeds = Тем, кто обходится дороже, чем приносит, смените условия: минимальный заказ, платная доставка, письмо вместо визита.
analytics-profitability-steps = От выручки к прибыли
analytics-profitability-each = Прибыль на клиента
analytics-profitability-losing = В убыток
analytics-profitability-service = Обслуживание
analytics-profitability-contacts = Касания
analytics-profitability-best = Самые прибыльные
analytics-profitability-worst = Приносящие убыток

# Payments
analytics-payments-title = Платёжная дисциплина
analytics-payments-about = Кто платит вовремя, кто опаздывает и сколько должны.
analytics-payments-how = Оплата вовремя, если пришла в срок или раньше. Неоплаченная просрочена со следующего дня.
analytics-payments-deeds = Откройте должников и напомните им до следующей отгрузки.
analytics-payments-says = Вовремя пришло { $share } оплат, просроченного нет.
analytics-payments-says-owed = Вовремя пришло { $share } оплат; просрочено сейчас { $owed }.
analytics-payments-when = Когда платят
analytics-payments-n = Оплаты
analytics-payments-in-time = Вовремя
analytics-payments-days-late = Опоздание в среднем, дней
analytics-payments-owed = Просрочено

# Cross-table
analytics-crosstab-title = Таблица сопряжённости
analytics-crosstab-about = Два ответа друг против друга и связаны ли они.
analytics-crosstab-how = Хи-квадрат Пирсона без поправки Йейтса; V Крамера говорит, насколько сильно, от 0 до 1.
analytics-crosstab-deeds = Где два ответа связаны, один можно спросить, а о другом догадаться.
analytics-crosstab-says-together = Связаны: V = { $v }, p = { $p }.
analytics-crosstab-says-apart = Связи не видно: V = { $v }, p = { $p }.
analytics-crosstab-says-none = Проверять пока нечего.
analytics-crosstab-n = Посчитано
analytics-crosstab-v = V Крамера
analytics-crosstab-table = Доли по строкам
analytics-crosstab-counts = Количество

# Correlation
analytics-correlation-title = Корреляция
analytics-correlation-about = Какие числа растут и падают вместе.
analytics-correlation-how = Коэффициент Пирсона или Спирмена по рангам; p — вероятность такого при полном отсутствии связи. Клиенты с пустым полем не считаются.
analytics-correlation-deeds = Что идёт вместе, не обязательно причина: сначала попробуйте на немногих.
analytics-correlation-says-with = Сильнее всего вместе идут «{ $x }» и «{ $y }»: r = { $r }.
analytics-correlation-says-against = Где растёт «{ $x }», падает «{ $y }»: r = { $r }.
analytics-correlation-says-few = Строк слишком мало: { $n }. Чтобы увидеть связь, нужно хотя бы три.
analytics-correlation-says-none = Выберите два числовых поля.
analytics-correlation-matrix = Насколько тесно связаны
analytics-correlation-pairs = Пары
analytics-correlation-pair = Пара

# Regression
analytics-regression-title = Регрессия
analytics-regression-about = Насколько число меняется вместе с другими, каждым по отдельности.
analytics-regression-how = Обычный метод наименьших квадратов через QR Хаусхолдера с масштабированием; ошибки, t и p по Стьюденту. Ответ выбора сравнивается с первым.
analytics-regression-deeds = Посмотрите на остатки: дуга или веер говорит, что прямой мало.
analytics-regression-says-none = Выберите, что объяснить и чем.
analytics-regression-n = Клиенты
analytics-regression-adjusted = Скорректированный R²
analytics-regression-p = p для всех вместе
analytics-regression-fitted = предсказано
analytics-regression-residual = остаток
analytics-regression-residuals = Остатки
analytics-regression-coefficients = Коэффициенты
analytics-regression-term = Член
analytics-regression-intercept = свободный член

# Remarks
analytics-note-no-rows = Ни одну строку нельзя было использовать: ответ пуст.
analytics-note-no-mean-money = Разброс денег за покупку так велик, что среднего нет: ценность не показана.
analytics-note-no-dropout-detectable = По этим данным ушедших не отличить от тех, кто покупает редко: взята модель NBD, в которой никто не уходит.
analytics-profitability-says-unknown = Маржа заказов не известна, поэтому прибыль не посчитать: укажите себестоимость товаров или строк заказов.
analytics-note-margin-known = Маржа известна по { $n } из { $all } заказов: маржа и прибыль посчитаны только по ним.
analytics-note-margin-known-lines = Маржа известна по { $n } из { $all } строк заказов: она посчитана только по ним.
analytics-note-margin-unknown = { $n ->
    [one] Маржа { $n } заказа не известна: он не учтён.
    [few] Маржа { $n } заказов не известна: они не учтены.
   *[many] Маржа { $n } заказов не известна: они не учтены.
}
analytics-note-margin-unknown-lines = { $n ->
    [one] Маржа { $n } строки заказов не известна: она не учтена.
    [few] Маржа { $n } строк заказов не известна: они не учтены.
   *[many] Маржа { $n } строк заказов не известна: они не учтены.
}
analytics-note-contacts-cost-nothing = Касания есть, а сколько они стоят, не сказано: прибыль выглядит больше, чем она есть. Задайте стоимость в «Касания», «Виды касаний» или здесь.
analytics-note-not-identified = Часть модели { $model } об уходе по этим данным не определить: взята NBD, в которой никто не уходит.
analytics-note-weak-dropout = Часть об уходе почти ничего не объясняет (выигрыш { $gain }).
analytics-note-nearly-collinear = Одни предикторы почти следуют из других (обусловленность { $condition }): отдельные коэффициенты мало что значат.
analytics-note-nothing-left-to-test = Параметров столько же, сколько строк: всё объяснено, проверить нечего.
analytics-note-does-not-vary = { $names } не меняется, и связи с ним быть не может.
analytics-note-no-test = У одного из ответов меньше двух вариантов: проверять нечего.
analytics-note-small-cells = Больше пятой части ячеек ждут меньше пяти: не верьте p.
analytics-note-nobody-came-back = Никто не покупал в два разных дня: ритма нет.
analytics-note-collinear = { $name } точно следует из предикторов перед ним: уберите его
analytics-note-no-columns = Нет столбцов, которыми объяснять.
analytics-note-not-finite = Есть значение, которое не конечное число.
analytics-bad-parameter = { $name } не может быть «{ $value }». Ожидается: { $remedy }.
analytics-missing-column = Столбца { $column } нет. Есть: { $found }.
analytics-no-parameter = { $name }: не задано. Ожидается: { $remedy }.
analytics-strange-parameter = У этого анализа нет параметра { $name }. Есть: { $known }.
analytics-remedy-one-of = одно из: { $what }
analytics-remedy-number = число от { $least } до { $most }
analytics-remedy-whole = целое число от { $least } до { $most }
analytics-remedy-day = дата, например 2026-03-31
analytics-remedy-up-to = день не позже { $what }
analytics-remedy-not-before = день не раньше { $what }: так много периодов не показать
analytics-remedy-borders = числа по возрастанию через запятую, например 30,90,180,365
analytics-remedy-not-above = доля не больше, чем в { $what }
analytics-remedy-column = название столбца
analytics-remedy-columns = { $n ->
    [one] хотя бы { $n } столбец, через запятую
    [few] хотя бы { $n } столбца, через запятую
   *[many] хотя бы { $n } столбцов, через запятую
}
analytics-remedy-numbers-of = столбец с числами: { $what }
analytics-remedy-no-amounts = другое: столбца с суммами нет, его назовёт column.amount=ИМЯ
analytics-remedy-no-dates = пусто: в сводных данных дат нет
analytics-remedy-rules = правила, например { $what }
analytics-remedy-tests = условия из { $what }

# Counted texts
analytics-rfm-cell = { $n ->
    [one] { $n } клиент, { $days } дн. назад, по { $orders } заказа
    [few] { $n } клиента, { $days } дн. назад, по { $orders } заказа
   *[many] { $n } клиентов, { $days } дн. назад, по { $orders } заказа
}
analytics-rfm-says = { $n ->
    [0] { $customers } клиентов, лучшие и верные, приносят { $money } денег.
    [one] { $customers } клиентов, лучшие и верные, приносят { $money } денег; { $n } хороший клиент уходит.
    [few] { $customers } клиентов, лучшие и верные, приносят { $money } денег; { $n } хороших клиента уходят.
   *[many] { $customers } клиентов, лучшие и верные, приносят { $money } денег; { $n } хороших клиентов уходят.
}
analytics-abc-says = { $n ->
    [one] 20 % приносят { $share } денег; 80 % денег даёт { $n }.
    [few] 20 % приносят { $share } денег; 80 % денег дают { $n }.
   *[many] 20 % приносят { $share } денег; 80 % денег дают { $n }.
}
analytics-rhythm-says = { $n ->
    [0] Половина вернувшихся приходит за { $days } дн., и никто не опаздывает.
    [one] Половина вернувшихся приходит за { $days } дн.; { $n } клиент опаздывает, его ещё можно вернуть.
    [few] Половина вернувшихся приходит за { $days } дн.; { $n } клиента опаздывают, их ещё можно вернуть.
   *[many] Половина вернувшихся приходит за { $days } дн.; { $n } клиентов опаздывают, их ещё можно вернуть.
}
analytics-clv-says = { $n ->
    [one] Ещё с нами { $alive } клиентов; за { $days } дн. они купят { $n } раз, их ценность { $money }.
    [few] Ещё с нами { $alive } клиентов; за { $days } дн. они купят { $n } раза, их ценность { $money }.
   *[many] Ещё с нами { $alive } клиентов; за { $days } дн. они купят { $n } раз, их ценность { $money }.
}
analytics-clv-says-no-money = { $n ->
    [one] Ещё с нами { $alive } клиентов; за { $days } дн. они купят { $n } раз.
    [few] Ещё с нами { $alive } клиентов; за { $days } дн. они купят { $n } раза.
   *[many] Ещё с нами { $alive } клиентов; за { $days } дн. они купят { $n } раз.
}
analytics-warmth-says = { $n ->
    [one] С { $since } остыл { $n } клиент, потеплело: { $better }.
    [few] С { $since } остыли { $n } клиента, потеплело: { $better }.
   *[many] С { $since } остыли { $n } клиентов, потеплело: { $better }.
}
analytics-profitability-says = { $n ->
    [0] Клиенты оставляют { $profit } прибыли, в убыток никто не приносит.
    [one] Клиенты оставляют { $profit } прибыли; { $n } обходится на { $lost } дороже, чем приносит.
    [few] Клиенты оставляют { $profit } прибыли; { $n } обходятся на { $lost } дороже, чем приносят.
   *[many] Клиенты оставляют { $profit } прибыли; { $n } обходятся на { $lost } дороже, чем приносят.
}
analytics-regression-says = { $n ->
    [one] Объяснено { $share } различий, по { $n } клиенту.
    [few] Объяснено { $share } различий, по { $n } клиентам.
   *[many] Объяснено { $share } различий, по { $n } клиентам.
}
analytics-note-only-returns = { $n ->
    [one] У { $n } клиента только возвраты: он не учтён.
    [few] У { $n } клиентов только возвраты: они не учтены.
   *[many] У { $n } клиентов только возвраты: они не учтены.
}
analytics-note-unmatched-returns = { $n ->
    [one] { $n } возврат без покупки до него не учтён.
    [few] { $n } возврата без покупки до них не учтены.
   *[many] { $n } возвратов без покупки до них не учтены.
}
analytics-note-bought-later = { $n ->
    [one] { $n } клиент купил только после конца наблюдения и не учтён.
    [few] { $n } клиента купили только после конца наблюдения и не учтены.
   *[many] { $n } клиентов купили только после конца наблюдения и не учтены.
}
analytics-note-not-above-zero = { $n ->
    [one] { $n } ничего не приносит и не входит ни в какой класс.
    [few] { $n } ничего не приносят и не входят ни в какой класс.
   *[many] { $n } ничего не приносят и не входят ни в какой класс.
}
analytics-note-weights-not-above-zero = { $n ->
    [one] { $n } строка без веса больше нуля не учтена.
    [few] { $n } строки без веса больше нуля не учтены.
   *[many] { $n } строк без веса больше нуля не учтены.
}
analytics-note-too-many-periods = Даты идут с { $from } по { $to }: периодов { $n }, это слишком много. Исправьте крайние даты.
analytics-note-too-many-months = Даты охватывают месяцев: { $n }, для XYZ слишком много. Исправьте крайние даты.
analytics-note-too-many-levels = { $name }: «{ $value }» не число, а разных ответов { $n }, для категорий слишком много.
analytics-note-too-few-rows = Строк { $n }, это меньше числа параметров: { $parameters }.
analytics-note-no-model-few = Прогноза нет: клиентов { $n }, для модели мало.
analytics-note-no-model-repeats = Прогноза нет: никто не купил дважды.
analytics-note-no-model-search = Прогноза нет: поиск самых правдоподобных параметров не сошёлся.
