tasks-letter-subject = { $n ->
    [1] Еске салу: { $title }
   *[other] { $n } тапсырманың уақыты келді
}
tasks-letter-off = Барлық тапсырма және бұл хаттарды қалай тоқтату керек: { $address }
tasks-letters-begin = E-mail арқылы еске салу
tasks-letters-end = E-mail арқылы еске салмау
tasks-letters-begun = Еске салулар e-mail-ға келеді
tasks-letters-ended = Еске салулар e-mail-ға енді келмейді
tasks-browsers = Браузердегі еске салулар
tasks-browsers-lead = Картотека жабық тұрса да, браузер тапсырманы еске салады: мерзіміне ширек сағат қалғанда, ал күндік тапсырмаларды таңғы тоғызда.
tasks-browsers-soon = Браузерлерге арналған кілт дайындалып жатыр: бір минуттан кейін бетті жаңартыңыз.
tasks-browser = Браузер
tasks-browser-add = Осы браузерде еске салу
tasks-browser-added = Енді осы браузер еске салады
tasks-browser-forget = Еске салмау
tasks-browser-forgotten = Браузер енді еске салмайды
tasks-browser-refused = Браузер хабарландыруға рұқсат бермейді. Браузер баптауларынан осы сайтқа рұқсат беріңіз.
tasks-browser-silent = Браузер хабарландыру мекенжайын бермеді. Скрипттер қосулы болуы және браузер хабарландыруды қолдауы керек.
tasks-browser-many = Жиырма браузер бар. Біреуін алып тастаңыз.
