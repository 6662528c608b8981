# Виды файлов
transfer-format-access = База Access
transfer-format-xlsx = Книга Excel (XLSX)
transfer-format-ods = Таблица OpenDocument (ODS)
transfer-format-xls = Книга Excel (XLS, XLSB)
transfer-format-vcard = Визитные карточки (vCard)
transfer-format-commerceml = Обмен с 1С (CommerceML)
transfer-format-json = JSON
transfer-format-ndjson = JSON по строкам (NDJSON)
transfer-format-sql_dump = Выгрузка базы магазина (SQL)
transfer-format-delimited = Текст с разделителями (CSV, TSV)
transfer-target-csv = CSV для Excel
transfer-target-xlsx = Excel (XLSX)
transfer-target-ods = OpenDocument (ODS)
transfer-target-vcf = Визитные карточки (vCard 4)
transfer-target-ndjson = JSON по строкам (NDJSON)
transfer-target-parquet = Parquet

# Что в строках
transfer-subject-customers = клиенты
transfer-subject-deals = сделки
transfer-subject-orders = заказы
transfer-subject-products = товары

# Что не так с файлом
transfer-file-io = Файл «{ $file }» не открылся: { $detail }. Прочитано до строки { $row }. Проверьте, что файл на месте и доступен, и попробуйте ещё раз.
transfer-file-empty = Файл «{ $file }» пуст. Выберите другой файл или сохраните его заново.
transfer-file-other-kind = «{ $file }» — это { $kind }, а не таблица. Сохраните данные как XLSX или CSV и загрузите снова.
transfer-file-unknown = В «{ $file }» не удалось узнать ни один известный вид файла. Сохраните данные как XLSX или CSV и загрузите снова.
transfer-file-archive = «{ $file }» — архив. Распакуйте его и загрузите файлы, которые внутри.
transfer-file-password = «{ $file }» закрыт паролем. Откройте его в своей программе, снимите пароль, сохраните и загрузите снова.
transfer-file-truncated = «{ $file }» обрывается: конца файла нет. Прочитано до строки { $row }. Скачайте или скопируйте файл заново.
transfer-file-damaged = «{ $file }» повреждён внутри ({ $detail }). Прочитано до строки { $row }. Откройте его в своей программе, сохраните заново и загрузите.
transfer-file-bomb = «{ $file }» распаковывается в неправдоподобно большой объём, поэтому чтение остановлено. Прочитано до строки { $row }. Если файл настоящий, сохраните его как CSV.
transfer-file-no-tables = В «{ $file }» нет ни одной таблицы с данными. Проверьте, тот ли это файл.
transfer-file-no-such-table = В «{ $file }» нет листа или таблицы «{ $name }». Выберите другую из списка.
transfer-file-unknown-encoding = Кодировка «{ $name }» неизвестна. Выберите кодировку из списка.
transfer-file-unknown-format = Вид файла «{ $name }» неизвестен. Выберите вид из списка.
transfer-file-version = «{ $file }» сохранён в версии { $name }, которую прочитать нельзя. Сохраните его в более новой или более старой версии.

# Что не так со строкой
transfer-row-too-long = Строка длиннее { $limit } МБ. Скорее всего, в файле пропущен конец строки: исправьте её и загрузите снова.
transfer-row-unclosed-quote = Кавычка открыта и не закрыта. Закройте или уберите её и загрузите строку снова.
transfer-row-bad-json = Это не объект JSON: { $detail }. Исправьте запись и загрузите снова.
transfer-row-broken-card = У карточки нет конца (END:VCARD). Скорее всего, файл обрезан: выгрузите контакт заново.
transfer-row-too-many-columns = В строке больше { $limit } столбцов. Проверьте, тот ли выбран разделитель.
transfer-row-damaged = Это место файла повреждено, строку прочитать нельзя. Откройте файл в своей программе и сохраните заново.

# Что не так с ячейкой
transfer-cell-formula = Формула в ячейке закончилась ошибкой. Исправьте формулу или впишите значение.
transfer-cell-undecodable = В ячейке буквы, которых нет в выбранной кодировке. Выберите другую кодировку файла.
transfer-cell-bad-date = Такой даты не бывает. Впишите дату заново.
transfer-cell-attachment = Картинки и вложения не переносятся. Загрузите их на карточку клиента отдельно.
transfer-cell-damaged = Значение повреждено. Впишите его заново.

# О чём стоит знать
transfer-warning-wrong-ending = Имя файла кончается на «.{ $ending }», но внутри { $format }. Прочитано по содержимому.
transfer-warning-unsure-encoding = Кодировка похожа на { $encoding }, но уверенности мало. Если буквы выглядят неверно, выберите другую.
transfer-warning-no-header = Строки с названиями столбцов не видно. Если она есть, укажите её номер.
transfer-warning-attachments = Картинки и вложения не переносятся: { $columns }.

# Выгрузка
transfer-write-disk-full = На диске кончилось место. Освободите его и выгрузите снова.
transfer-write-io = Записать не удалось: { $detail }. Попробуйте ещё раз.
transfer-write-too-many-columns = Столбцов больше, чем { $limit }: столько в этот вид файла не помещается. Уберите лишние или выберите CSV.

# Сопоставление и ход загрузки
transfer-mapping-no-column = В файле нет столбца «{ $name }». Проверьте сопоставление столбцов.
transfer-mapping-no-field = В карточке нет поля «{ $name }». Выберите другое поле или оставьте столбец.
transfer-mapping-nothing = Все столбцы пропущены. Выберите поле хотя бы для одного.
transfer-cell-gender = Пол не узнать. Впишите «ж» или «м».
transfer-cell-consent = Согласие не узнать. Впишите «да» или «нет».
transfer-bringing-in = Загружаем клиентов
transfer-taking-back = Отменяем загрузку
transfer-rejects-reason = Почему не загружено
transfer-rejects-row = Строка в файле

# Страницы загрузки
transfer-nav = Импорт
transfer-title = Импорт
transfer-lead = Загрузите таблицы клиентов как есть: столбцы, кодировка и формат определятся сами, а перед загрузкой видно, что станет с каждой строкой.
transfer-drop = Перетащите файлы сюда или выберите на компьютере
transfer-drop-help = CSV, Excel, OpenDocument, Access, vCard, JSON, выгрузки Google, Outlook, amoCRM, Битрикс24, HubSpot.
transfer-look = Посмотреть, что внутри
transfer-earlier = Прежние загрузки
transfer-none = Загрузок ещё не было.
transfer-no-file = Файл не выбран. Выберите хотя бы один.
transfer-not-kept = Файл не сохранить: на диске нет места или он не отвечает. Освободите место и попробуйте снова.
transfer-unusable = Файл не загрузить
transfer-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
}
transfer-state-draft = Черновик
transfer-state-running = Загружается
transfer-state-done = Загружено
transfer-state-failed = Загружено не до конца
transfer-state-undoing = Отменяется
transfer-state-undone = Отменено
transfer-state-stopped = Остановлено
transfer-state-broken = Прервалось
transfer-count-rows = Строк прочитано
transfer-count-new = Новых клиентов
transfer-count-merged = Дополнили карточки
transfer-count-unchanged = Без изменений
transfer-count-conflicts = Из них с разногласиями
transfer-count-rejected = Не загружено
transfer-count-undone = Возвращено как было
transfer-count-left = Оставлено: их меняли после загрузки
transfer-stop = Остановить
transfer-resume = Продолжить
transfer-reload = Обновить
transfer-draft-erased = Черновик удалён: одного из клиентов стёрли по его просьбе, и файлы не хранятся. Загрузите файл ещё раз без него.
transfer-rejects = Скачать незагруженные строки
transfer-undo = Отменить загрузку
transfer-undo-begun = Загрузка отменяется.
transfer-see-customers = К клиентам
transfer-found = Что в файле
transfer-encoding = Кодировка
transfer-separator = Разделитель
transfer-separator-comma = Запятая
transfer-separator-semicolon = Точка с запятой
transfer-separator-tab = Табуляция
transfer-separator-bar = Черта
transfer-table = Лист или таблица
transfer-header-row = Строка с названиями столбцов
transfer-rule = Если в карточке стоит другое
transfer-rule-ask = Оставить оба значения и спросить
transfer-rule-newest = Верить файлу
transfer-rule-most-trusted = Верить более надёжному источнику
transfer-columns = Столбцы
transfer-column = В файле
transfer-place = Поле карточки
transfer-place-leave = Пропустить
transfer-place-new = Новое поле
transfer-place-id = Номер клиента в Картотеке
transfer-place-kind = Человек или организация
transfer-place-full-name = Полное имя или название
transfer-place-company = Организация
transfer-place-address-part = Часть адреса
transfer-place-tax-id = ИИН, БИН или ИНН
transfer-place-accepts-email = Согласие на рассылку по почте
transfer-place-accepts-sms = Согласие на SMS
transfer-place-refuses-email = Отказ от рассылки по почте
transfer-preview = Что станет с первыми строками
transfer-row = Строка
transfer-outcome = Итог
transfer-card = Карточка или причина
transfer-outcome-new = Новый клиент
transfer-outcome-merged = Дополнит карточку
transfer-outcome-conflict = Разногласие
transfer-outcome-unchanged = Уже есть
transfer-outcome-rejected = Не загрузится
transfer-start = Загрузить
transfer-look-again = Проверить выбранное
transfer-export-kind = Вид
transfer-export-unknown-format = Такого вида файла нет. Выберите CSV, XLSX, ODS, vCard, NDJSON или Parquet.
transfer-export-name = Полное имя
transfer-export-person = Человек
transfer-export-organization = Организация
transfer-export-unknown-column = Столбца «{ $name }» нет. Назовите поле карточки, made или changed.
transfer-export-title = Выгрузка
transfer-export-format = Вид файла
transfer-export-columns-help = Отмечены столбцы, которые видны в списке. Номер клиента в Картотеке выгружается всегда: по нему изменённый файл вернётся на те же карточки.
transfer-export-journal = Выгрузка записывается в журнал: кто, что и сколько строк.
transfer-export-do = Скачать
transfer-taking-out = Пишем файл выгрузки
transfer-out-title = Мои выгрузки
transfer-out-lead = Файлы видите только вы. Каждый хранится трое суток, потом удаляется.
transfer-out-empty = Готовых выгрузок нет
transfer-out-empty-text = Длинные списки готовятся в фоне и появляются здесь. Выберите список клиентов и нажмите «Выгрузка».
transfer-out-later = Подготовить в фоне
transfer-out-state-waiting = Ждёт согласия
transfer-out-state-running = Готовится
transfer-out-state-done = Готова
transfer-out-state-failed = Не вышла
transfer-out-state-gone = Удалена
transfer-out-wait = Страницу можно закрыть: файл появится в «Моих выгрузках».
transfer-out-resumes = Если скачивание прервётся, продолжите его в браузере: заново готовить файл не нужно.
transfer-out-no = Номер выгрузки
transfer-out-rows = Строк в файле
transfer-out-size = Размер
transfer-out-ends = Хранится до
transfer-out-drop = Удалить файл
transfer-out-dropped = Выгрузка удалена
transfer-out-not-now = Файла сейчас нет: он ещё готовится, не вышел или срок хранения закончился. Откройте «Мои выгрузки».
transfer-out-other-sight = С тех пор как файл подготовили, ваш доступ к клиентам изменился, поэтому файл не отдаётся. Выгрузите список ещё раз.
transfer-out-no-right = Выгрузка остановлена: ваши права или доступ к клиентам изменились. Выгрузите список ещё раз.
transfer-out-refused = Второй человек отказал в выгрузке.
transfer-out-elsewhere = Этот же список уже скачан напрямую, по тому же согласию.
transfer-out-quota = Дневной лимит выгрузки исчерпан. Попробуйте завтра или попросите увеличить лимит.
transfer-out-old-consent = Согласие второго человека устарело. Запросите выгрузку ещё раз.
transfer-out-erased = Файл удалён: одного из клиентов стёрли по его просьбе. Выгрузите список ещё раз.
transfer-target-help-csv = Открывается в Excel и в любой программе. Ячейки, похожие на формулы, обезврежены апострофом.
transfer-target-help-xlsx = С датами и числами, заголовок закреплён.
transfer-target-help-ods = Для LibreOffice и других программ, с датами и числами.
transfer-target-help-vcf = Для телефонов и почтовых программ.
transfer-target-help-ndjson = Запись на строку, для программ; столбцы названы по-английски.
transfer-target-help-parquet = Для аналитики: столбцы с типами, сжато.
transfer-cell-colleague = Сотрудника «{ $name }» нет. Впишите имя так, как оно стоит в списке сотрудников, или пропустите столбец.
transfer-export-waits = Выгрузка ждёт согласия второго человека. Когда он согласится, вернитесь к этому списку и скачайте его.
transfer-export-reason-help = Нужно, когда записей много: согласие даёт второй человек, и он увидит, зачем они вам.
transfer-export-mailing-label = Для рассылки?
transfer-export-mailing = Нет, всех из списка
transfer-export-mailing-email = По почте: только согласившихся
transfer-export-mailing-sms = По SMS: только согласившихся
transfer-export-mailing-help = Тех, кто не согласился на рассылку, отказался или отозвал согласие, в файле не будет. Отдельная колонка скажет, на какие адреса можно писать.
transfer-export-reach = Можно писать на
transfer-export-unknown-mailing = Рассылка бывает email или sms.
transfer-outcome-likely = Похоже на известного
transfer-likely-new = Завести нового клиента
transfer-likely-is = Это { $name } ({ $percent } %)
transfer-mended = Исправлено
transfer-mend-help = Ячейки можно исправить прямо здесь: исправленное останется с этой загрузкой, сам файл не меняется. Потом нажмите «Проверить выбранное».
transfer-kept = Эти карточки остались: после загрузки с ними работали.
transfer-mapping-unreadable = Это не разобрать. Посмотрите формат в описании API.
transfer-orders-not-order = Это не заказ, а другой документ
transfer-orders-blank = В строке ничего нет
transfer-orders-row = Строка файла
transfer-orders-reason = Причина
transfer-orders-title = Заказы из файла
transfer-orders-no-file = Сначала выберите файл
transfer-orders-unknown-file = В файле нет ни заказов с датой, ни товаров с кодом
transfer-orders-counts = строк: { $rows }, заказов: { $orders }; новых строк { $new }, изменённых { $changed }, без изменений { $unchanged }, отклонено { $rejected }
transfer-orders-text = CSV, Excel, выгрузки OpenCart, WooCommerce и Shopify, CommerceML из 1С. Строки с одним номером станут одним заказом. Тот же файл ещё раз ничего не удвоит
transfer-orders-send = Загрузить заказы
transfer-orders-rejects = Отклонённые строки
transfer-orders-empty = Файлов ещё не было
transfer-orders-empty-text = Каждый загруженный файл останется здесь, и его можно убрать целиком
transfer-orders-undone = { $n ->
    [one] Убран { $n } заказ
    [few] Убрано { $n } заказа
   *[many] Убрано { $n } заказов
}
transfer-pace = { $rate } строк/с, осталось { $left }
transfer-rejects-without = Клиент загружен без этих ячеек. { $reasons }
transfer-without = Без этих ячеек: { $reasons }
transfer-outcome-aside = Загрузится без ячейки
transfer-broken = Если ячейку не разобрать
transfer-broken-set-aside = Загрузить клиента без неё, а её отложить в файл
transfer-broken-reject-row = Не загружать всю строку
transfer-count-set-aside = Отложено ячеек из загруженных строк
transfer-goes-on-itself = Потом всё продолжится само.
transfer-statement-kind = Что это
transfer-statement-note = Пометка
