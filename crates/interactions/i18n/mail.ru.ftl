interactions-mail = Почтовые ящики
interactions-mail-lead = Письма из этих ящиков ложатся на карточки тех, кто их написал. На сервере ничего не меняется.
interactions-mail-email = Адрес ящика
interactions-mail-email-wrong = Это не похоже на e-mail. Нужно так: name@firm.kz
interactions-mail-email-taken = Такой ящик уже есть.
interactions-mail-name = Как называть его здесь
interactions-mail-host = Сервер чтения (IMAP)
interactions-mail-host-wrong = Нужно имя сервера, например imap.firm.kz
interactions-mail-security = Шифрование
interactions-mail-port = Порт
interactions-mail-port-help = Если оставить пустым — обычный: 993 для TLS, 143 для STARTTLS.
interactions-mail-user = Пользователь
interactions-mail-user-help = Если оставить пустым — адрес ящика.
interactions-mail-password = Пароль
interactions-mail-password-help = Хранится зашифрованным и нигде не показывается. Если оставить пустым, останется прежний.
interactions-mail-password-missing = Введите пароль: он нужен для нового ящика, другого сервера или пользователя.
interactions-mail-folder = Папка
interactions-mail-folder-help = Если оставить пустым — INBOX.
interactions-mail-responsible = Кто отвечает за письма
interactions-mail-nobody = никто в отдельности
interactions-mail-test = Проверить
interactions-mail-forget = Больше не читать
interactions-mail-well = Ящик читается.
interactions-mail-kept = Ящик сохранён, в него заглядывают каждую минуту
interactions-mail-forgotten = Ящик больше не читается
interactions-mail-looked = просмотрен { $at }
interactions-mail-not-looked = ещё не просмотрен
interactions-tray = Неразобранные письма
interactions-tray-empty = Все письма лежат на своих карточках
interactions-tray-empty-hint = Здесь будут ждать письма с адресов, которых нет ни на одной карточке или которые есть на нескольких.
interactions-tray-automatic = написано программой
interactions-tray-too-large = Письмо слишком большое, целиком оно лежит на почтовом сервере.
interactions-tray-files = { $n ->
    [one] { $n } файл
    [few] { $n } файла
    [many] { $n } файлов
   *[other] { $n } файла
}
interactions-tray-lay = Положить на эту карточку
interactions-tray-new = Новый клиент
interactions-tray-aside = Отложить
interactions-tray-laid = Письмо лежит на карточке
interactions-tray-put-aside = Письмо отложено
