# Звонки через АТС
interactions-exchange = Телефония
interactions-exchange-lead = Картотека сама говорит вашей АТС, с кем соединить: сначала звонит телефон сотрудника, потом клиента. Номер клиента сотруднику не виден, звонок записывается в историю клиента.
interactions-exchange-address = Адрес АТС
interactions-exchange-address-help = Сюда отправится POST с JSON вида «from» (линия сотрудника) и «to» (номер клиента). Можно вставить в сам адрес: https://pbx.example/call?from={"{"}from{"}"}&to={"{"}to{"}"}
interactions-exchange-address-wrong = Нужен адрес, который начинается с https:// или http://
interactions-exchange-secret = Заголовок Authorization
interactions-exchange-secret-help = Например Bearer и ключ от АТС. Хранится зашифрованным и больше не показывается; пусто оставляет прежний.
interactions-exchange-secret-wrong = В заголовке могут быть только латинские буквы, цифры и знаки, без переводов строки.
interactions-exchange-sealed = Ключ АТС зашифрован в другой папке данных. Введите его заново на странице «Телефония».
interactions-exchange-saved = Телефония сохранена.
interactions-exchange-forget = Отключить
interactions-exchange-forgotten = Телефония отключена.
interactions-exchange-lines = Линии сотрудников
interactions-exchange-lines-help = Какой телефон зазвонит у человека: внутренний номер или SIP-адрес. Без линии звонить через Картотеку нельзя.
interactions-exchange-line-wrong = В номере линии могут быть латинские буквы, цифры и знаки + - _ . @ /
interactions-call-deed = Позвонить: { $phone }
interactions-call-rings = Звоним: сначала ваш телефон, потом клиента.
interactions-call-late = Там сейчас { $time }: в это время клиента лучше не беспокоить.
interactions-call-anyway = Всё равно позвонить
interactions-call-not = Позвонить не удалось
interactions-call-back = Вернуться к карточке
interactions-call-no-exchange = Телефония не настроена.
interactions-call-no-line = У вас нет телефонной линии. Попросите того, кто настраивает телефонию.
interactions-call-no-phone = Такого телефона на карточке нет.
interactions-call-refused = АТС отказалась соединять. Проверьте её адрес и ключ на странице «Телефония».
interactions-call-unreachable = АТС не отвечает. Попробуйте ещё раз через минуту.
