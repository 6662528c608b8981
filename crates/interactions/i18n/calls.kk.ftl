# АТС арқылы қоңырау
interactions-exchange = Телефония
interactions-exchange-lead = Кіммен қосу керегін АТС-ке Картотека өзі айтады: алдымен қызметкердің, сосын клиенттің телефоны шырылдайды. Клиенттің нөмірі қызметкерге көрінбейді, қоңырау клиенттің тарихына жазылады.
interactions-exchange-address = АТС мекенжайы
interactions-exchange-address-help = Осында «from» (қызметкердің желісі) және «to» (клиенттің нөмірі) бар JSON-мен POST жіберіледі. Мекенжайдың өзіне де қоюға болады: https://pbx.example/call?from={"{"}from{"}"}&to={"{"}to{"}"}
interactions-exchange-address-wrong = https:// не http:// деп басталатын мекенжай керек
interactions-exchange-secret = Authorization тақырыпшасы
interactions-exchange-secret-help = Мысалы, Bearer және АТС кілті. Шифрланып сақталады, қайта көрсетілмейді; бос қалса, бұрынғысы қалады.
interactions-exchange-secret-wrong = Тақырыпта тек латын әріптері, цифрлар мен белгілер болуы мүмкін, жол ауыстыруға болмайды.
interactions-exchange-sealed = АТС кілті басқа деректер қалтасында шифрланған. Оны «Телефония» бетінде қайта енгізіңіз.
interactions-exchange-saved = Телефония сақталды.
interactions-exchange-forget = Ажырату
interactions-exchange-forgotten = Телефония ажыратылды.
interactions-exchange-lines = Қызметкерлердің желілері
interactions-exchange-lines-help = Адамның қай телефоны шырылдайды: ішкі нөмір не SIP мекенжайы. Желісіз Картотека арқылы қоңырау шалуға болмайды.
interactions-exchange-line-wrong = Желі нөмірінде латын әріптері, цифрлар және + - _ . @ / белгілері ғана бола алады
interactions-call-deed = Қоңырау шалу: { $phone }
interactions-call-rings = Қоңырау шалынып жатыр: алдымен сіздің, сосын клиенттің телефоны.
interactions-call-late = Онда қазір { $time }: бұл уақытта клиентті мазаламаған жөн.
interactions-call-anyway = Бәрібір қоңырау шалу
interactions-call-not = Қоңырау шалу мүмкін болмады
interactions-call-back = Карточкаға оралу
interactions-call-no-exchange = Телефония бапталмаған.
interactions-call-no-line = Сізде телефон желісі жоқ. Телефонияны баптайтын адамнан сұраңыз.
interactions-call-no-phone = Карточкада ондай телефон жоқ.
interactions-call-refused = АТС қосудан бас тартты. «Телефония» бетінде мекенжайы мен кілтін тексеріңіз.
interactions-call-unreachable = АТС жауап бермейді. Бір минуттан кейін қайта көріңіз.
