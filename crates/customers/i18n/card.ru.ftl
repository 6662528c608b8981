# Names of the built-in fields
customers-field-name = Имя
customers-field-kind = Кто это
customers-field-conflict = Есть спорные сведения
customers-field-family = Фамилия
customers-field-given = Имя
customers-field-patronymic = Отчество
customers-field-legal-name = Полное название
customers-field-short-name = Краткое название
customers-field-gender = Пол
customers-field-phone = Телефон
customers-field-email = E-mail
customers-field-telegram = Telegram
customers-field-whatsapp = WhatsApp
customers-field-viber = Viber
customers-field-vk = ВКонтакте
customers-field-instagram = Instagram
customers-field-site = Сайт
customers-field-address = Адрес
customers-field-city = Город
customers-field-inn = ИНН
customers-field-kpp = КПП
customers-field-ogrn = ОГРН
customers-field-bic = БИК
customers-field-account = Расчётный счёт
customers-field-iin = ИИН
customers-field-bin = БИН
customers-field-iban = Счёт IBAN
customers-field-line-of-business = Чем занимаются
customers-field-position = Должность
customers-field-warmth = Прогрев
customers-field-category = Категория
customers-field-tag = Метки
customers-field-responsible = Ответственный
customers-field-came-from = Откуда узнали о нас
customers-field-kind-of-sale = Вид продажи
customers-field-kind-of-cooperation = Вид сотрудничества
customers-field-services = Какие услуги оказываем
customers-field-preferences = Что предпочитают
customers-field-birthday = День рождения
customers-field-interests = Интересы
customers-field-hobby = Увлечения
customers-field-favourite-team = Любимая команда
customers-field-gifts = Подарки
customers-field-needs = Что им нужно
customers-field-pains = Что мешает

# Answers of built-in choices
customers-field-kind-person = Физлицо
customers-field-kind-organization = Организация
customers-field-gender-female = Женщина
customers-field-gender-male = Мужчина
customers-field-warmth-cold = Холодный
customers-field-warmth-warm = Тёплый
customers-field-warmth-hot = Горячий

# Classes, blocks, whose card
customers-class-semantic = Данные
customers-class-episodic = Из событий
customers-class-hypothetical = Предположения
customers-class-value = Ценности
customers-block-reference = Справка
customers-block-interaction = Работа с клиентом
customers-block-relationship = Отношения
customers-applies-any = Любой клиент
customers-applies-person = Физлицо
customers-applies-organization = Организация

# Where facts come from, how they end
customers-source-staff = сотрудник
customers-source-form = форма на сайте
customers-source-survey = опрос
customers-source-bot = чат-бот
customers-source-import = загруженный файл
customers-source-api = другая программа
customers-source-tracker = счётчик сайта
customers-source-external = внешний источник
customers-source-derived = вычислено
customers-source-unknown = источник неизвестен
customers-ending-replaced = заменено
customers-ending-removed = убрано
customers-ending-settled = оказалось неверным
customers-ending-expired = срок вышел

# Relations
customers-relation-works-at = работает в
customers-relation-works-at-reverse = сотрудник
customers-relation-head = руководит
customers-relation-head-reverse = руководитель
customers-relation-deputy = заместитель руководителя в
customers-relation-deputy-reverse = заместитель
customers-relation-chief-accountant = главный бухгалтер в
customers-relation-chief-accountant-reverse = главный бухгалтер
customers-relation-spouse = супруг, супруга
customers-relation-spouse-reverse = супруг, супруга
customers-relation-child = ребёнок для
customers-relation-child-reverse = ребёнок
customers-relation-recommended-by = пришёл по совету
customers-relation-recommended-by-reverse = порекомендовал нас
customers-relations-empty = Связей пока нет
customers-relations-empty-text = Здесь будут коллеги, руководители, семья и те, кто вас порекомендовал: связь видна на обеих карточках.
customers-relations-example = например: Әйгерім Омарова, главный бухгалтер
customers-relation-new = Новая связь
customers-relation-add = Добавить связь
customers-relation-with = С кем связан
customers-relation-search = Имя, телефон, БИН или ИНН
customers-relation-kind = Кем приходится
customers-relation-role = Должность или уточнение
customers-relation-role-help = Необязательно: «отдел закупок», «младшая дочь»
customers-relation-date-what = Памятная дата
customers-relation-date-what-help = Например: «свадьба», «начало работы»
customers-relation-date-on = Когда
customers-relation-end = Связь закончилась
customers-relation-ended = до { $when }
customers-relation-past = Прежние связи
customers-relation-choose-other = Выбрать другого
customers-relation-nobody = Никого не нашлось. Можно сначала добавить этого клиента.
customers-relation-same = Связь с самим собой не нужна: выберите другого клиента
customers-relation-known = Такая связь уже есть
customers-relation-kind-unknown = Выберите, кем приходится
customers-relation-own = Свой вид связи
customers-relation-own-there = Как назвать
customers-relation-own-there-help = Например: «крёстный для»
customers-relation-own-back = Как назвать в обратную сторону
customers-relation-own-back-help = Например: «крёстный»
customers-relation-own-missing = Нужны слова для обеих сторон
customers-relation-own-add = Добавить вид связи
customers-relation-own-added = Вид связи добавлен
customers-relation-added = Связь добавлена
customers-relation-ended-toast = Связь закончена
customers-relation-resumed = Связь восстановлена
customers-relations-all = Показать всех

# The card
customers-card = Карточка
customers-card-no = карточка № { $no }
customers-nameless = Без имени
customers-tab-facts = Сведения
customers-tab-timeline = Лента
customers-tab-relations = Связи
customers-tab-files = Файлы
customers-tabs = Разделы карточки
customers-reach = Как связаться
customers-reach-none = Связаться пока нельзя: нет ни телефона, ни почты.
customers-reach-add = Добавить контакт
customers-reach-now = можно сейчас
customers-reach-now-there = можно сейчас, там { $time }
customers-reach-late-there = там сейчас { $time }, можно с { $from } до { $to }
customers-reach-there = там { $time }
customers-reach-preferred = предпочитает
customers-is-archived = Карточка в архиве с { $when }. В списках её нет, история цела.
customers-archived-toast = Карточка убрана в архив
customers-restored-toast = Карточка возвращена из архива
customers-unknown-yet = Пока не знаем
customers-unknown-value = не знаем
customers-block-empty = Здесь пока ничего не записано.
customers-fact-age = { $age }
customers-fact-from = Откуда
customers-fact-by = Кто внёс
customers-fact-when = Когда
customers-fact-confirmed = Подтверждено
customers-fact-sure = Уверенность
customers-fact-until = Действует до
customers-fact-doubt = Сомнение
customers-fact-usage = Как пользоваться
customers-fact-hours = с { $from } до { $to }
customers-fact-still-so-toast = Отмечено: всё ещё так
customers-conflict-settled-toast = Спор решён
customers-conflicts = Нужно решить
customers-side-from = { $source }, { $age }
customers-questions = Что спросить
customers-questions-none = Всё важное известно и свежо.
customers-answer-save = Записать
customers-answered-toast = Записано: { $name }
customers-answer-undone = Ответ убран
customers-value-removed = Значение убрано
customers-completeness = Полнота
customers-completeness-is = Заполнено на { $percent } %
customers-freshness-is = Свежесть { $percent } %
customers-why-unknown-contact = Без этого нечем связаться, если другой путь закроется.
customers-why-unknown-name = Обращаться по имени проще и теплее.
customers-why-unknown-reference = Без этого не подобрать предложение и не оформить документы.
customers-why-unknown-interaction = Поможет понять, как с ними работать.
customers-why-unknown-relationship = Даст повод позвонить и сделать приятное.
customers-why-stale = Узнали { $age }, могло измениться.
customers-why-guess = Пока это лишь предположение.
customers-was = было: { $value }

# New card and editing
customers-new = Новый клиент
customers-new-person = Новый клиент: физлицо
customers-new-organization = Новый клиент: организация
customers-new-save = Добавить клиента
customers-edit = Правка: { $name }
customers-more-fields = Остальные поля
customers-add-another = Добавить ещё
customers-usage-more = Часы, пояс, чей это контакт
customers-usage-label = Чей или какой
customers-usage-from = С
customers-usage-to = До
customers-usage-zone = Часовой пояс
customers-usage-zone-firm = как у нас
customers-usage-preferred = Предпочитает так
customers-usage-any-hour = в любое время
customers-choose = не выбрано
customers-created-toast = Клиент добавлен: { $name }
customers-saved-toast = Сохранено
customers-nothing-changed = Ничего не изменилось
customers-nothing-known = Запишите хоть что-нибудь: имя, телефон или почту
customers-alike = Похоже, такой клиент уже есть
customers-alike-same = { $field }: { $value }
customers-link-unknown = Клиент не найден: введите точное имя, номер карточки или телефон
customers-link-help = Имя, телефон или номер карточки
customers-file-clear = Убрать файл
customers-hours-wrong = «С» должно быть раньше, чем «до»
customers-clash-title = Пока вы правили, карточку изменили
customers-clash-text = Выберите по каждому полю, что оставить. Остальное, что вы ввели, сохранится.
customers-clash-mine = Моё
customers-clash-theirs = Новое
customers-clash-empty = пусто

# Notes and timeline
customers-note-placeholder = Что узнали, о чём договорились
customers-note-save = Записать
customers-note-empty = В заметке ничего нет
customers-note-long = Заметка длиннее { $most } знаков: разделите её на две
customers-note-foreign = Убрать заметку может только тот, кто её написал
customers-note-withdraw = Убрать заметку
customers-note-withdrawn-mark = Заметка убрана автором
customers-note-written-toast = Заметка записана
customers-note-withdrawn-toast = Заметка убрана
customers-timeline-all = Всё
customers-timeline-notes = Заметки
customers-timeline-changes = Изменения
customers-timeline-relations = Связи
customers-timeline-files = Файлы
customers-timeline-kinds = Что показать
customers-timeline-older = Раньше
customers-timeline-empty = Здесь ещё ничего не было
customers-timeline-empty-text = Звонки, заметки и каждое изменение карточки встанут сюда, новые сверху.
customers-verb-customer-created = Карточка заведена
customers-verb-customer-changed = Изменены сведения
customers-verb-customer-archived = Убрано в архив
customers-verb-customer-restored = Возвращено из архива
customers-verb-fact-confirmed = Подтверждено: { $field }
customers-verb-fact-expired = Предположение устарело
customers-verb-conflict-settled = Решён спор: { $field }
customers-verb-note-written = Заметка
customers-verb-note-withdrawn = Заметка убрана
customers-verb-relation-added = Связь: { $kind } { $name }
customers-verb-relation-ended = Связь закончилась: { $kind } { $name }
customers-verb-relation-resumed = Связь восстановлена: { $kind } { $name }
customers-verb-file-attached = Добавлен файл { $name }
customers-verb-file-removed = Убран файл { $name }
customers-verb-file-restored = Возвращён файл { $name }
customers-verb-photo-set = Новая фотография
customers-verb-other = Событие: { $name }
customers-actor-system = Картотека
customers-actor-console = командная строка
customers-actor-token = { $name }, через программу
customers-actor-gone = бывший сотрудник

# Files
customers-files-empty = Файлов пока нет
customers-files-empty-text = Договоры, сканы, фотографии: всё, что относится к этому клиенту.
customers-file-add = Добавить файл
customers-file-drop = Перетащите файл сюда или выберите
customers-file-missing = Выберите файл
customers-file-large = Файл больше { $most }: разделите его или сожмите
customers-file-store-failed = Файл не удалось сохранить. Попробуйте ещё раз.
customers-file-added-toast = Файл добавлен: { $name }
customers-file-removed-toast = Файл убран: { $name }
customers-file-restored-toast = Файл возвращён: { $name }
customers-photo = Фотография
customers-photo-change = Сменить фотографию
customers-photo-help = PNG, JPEG, GIF или WebP, до 8 МБ
customers-photo-kind = Это не картинка: нужны PNG, JPEG, GIF или WebP
customers-photo-set-toast = Фотография сохранена

# Fields of one's own
customers-fields = Поля карточки
customers-fields-lead = Чего не хватает на карточке, добавьте сами. Убранное поле хранит всё, что в нём было.
customers-fields-own = Свои поля
customers-fields-own-empty = Своих полей пока нет
customers-fields-own-empty-text = Например: размер обуви, любимый кофе, дата следующего осмотра.
customers-fields-builtin = Готовые поля
customers-field-new = Новое поле
customers-field-add = Добавить поле
customers-field-edit = Поле: { $name }
customers-field-label = Название
customers-field-label-missing = Назовите поле
customers-field-label-long = Не длиннее { $most } знаков
customers-field-label-taken = Такое поле уже есть
customers-field-kind-of = Вид
customers-field-options-help = По одному на строке
customers-field-class = Класс
customers-field-block = Раздел карточки
customers-field-applies = На чьей карточке
customers-field-many = Может быть несколько значений
customers-field-worth = Насколько важно
customers-field-worth-help = От 0 до 1: по нему считаются полнота карточки и вопросы
customers-field-worth-wrong = Нужно число от 0 до 1
customers-field-keeps = Через сколько дней устаревает наполовину
customers-field-keeps-help = Пусто, если не устаревает
customers-field-keeps-wrong = Нужно целое число дней, от 1
customers-field-kind-unknown = Выберите вид поля
customers-field-option-kept = Ответ «{ $option }» уже на карточках: его можно переименовать, но не убрать
customers-field-up = Выше
customers-field-down = Ниже
customers-field-put-away = Убрать поле
customers-field-bring-back = Вернуть поле
customers-field-is-away = убрано
customers-field-added-toast = Поле добавлено: { $name }
customers-field-saved-toast = Поле сохранено: { $name }
customers-field-away-toast = Поле убрано: { $name }
customers-field-back-toast = Поле возвращено: { $name }
customers-setting-choose-kind = Сначала выберите вид

# What the work behind the pages says
customers-expire-under-way = Убираем устаревшие предположения

# Adding a client who may be there already
customers-alike-help = Откройте карточку и дополните её. Если это другой человек, добавьте ещё раз.

# Counted
customers-n-relations = { $n ->
    [one] { $n } связь
    [few] { $n } связи
   *[many] { $n } связей
}
customers-n-unknown = Не знаем ещё { $n ->
    [one] { $n } поле
    [few] { $n } поля
   *[many] { $n } полей
}
