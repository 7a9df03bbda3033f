<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>Options</name>
    <message>
        <source>Cut silence</source>
        <translation>Вырезать тишину</translation>
    </message>
    <message>
        <source>How much is cut</source>
        <translation>Сколько вырезать</translation>
    </message>
    <message>
        <source>Write down speech</source>
        <translation>Записывать речь текстом</translation>
    </message>
    <message>
        <source>Recognised by</source>
        <translation>Чем распознавать</translation>
    </message>
    <message>
        <source>Language spoken</source>
        <translation>Язык речи</translation>
    </message>
    <message>
        <source>Go on without text</source>
        <translation>Продолжать без текста</translation>
    </message>
    <message>
        <source>Find topics</source>
        <translation>Искать темы</translation>
    </message>
    <message>
        <source>How many topics</source>
        <translation>Сколько тем</translation>
    </message>
    <message>
        <source>Make subtitles</source>
        <translation>Делать субтитры</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Папка для результата</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Gentle: only long silence</source>
        <translation>Бережно: только долгую тишину</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Обычно</translation>
    </message>
    <message>
        <source>Tight: short pauses too</source>
        <translation>Плотно: и короткие паузы</translation>
    </message>
    <message>
        <source>Only beginning and end</source>
        <translation>Только начало и конец</translation>
    </message>
    <message>
        <source>By own numbers</source>
        <translation>По своим числам</translation>
    </message>
    <message>
        <source>The best that is present</source>
        <translation>Лучшее из установленного</translation>
    </message>
    <message>
        <source>PocketSphinx (rough, English)</source>
        <translation>PocketSphinx (грубо, английский)</translation>
    </message>
    <message>
        <source>A service on the network</source>
        <translation>Служба в сети</translation>
    </message>
    <message>
        <source>Few</source>
        <translation>Мало</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Больше</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Больше всего</translation>
    </message>
    <message>
        <source>Language of descriptions</source>
        <translation>Язык описаний</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>Work on what is skipped</source>
        <translation>Работать и с пропущенным</translation>
    </message>
    <message>
        <source>Silence goes from 1.5 s on (gentle), 0.7 s (normal) or 0.4 s (tight). A little of it stays beside words.</source>
        <translation>Вырезается тишина от 1,5 с (бережно), 0,7 с (обычно) или 0,4 с (плотно). Рядом со словами её немного остаётся.</translation>
    </message>
    <message>
        <source>whisper.cpp with a model is good, PocketSphinx is rough. A model: dailies models download base.</source>
        <translation>whisper.cpp с моделью распознаёт хорошо, PocketSphinx — грубо. Модель: dailies models download base.</translation>
    </message>
    <message>
        <source>When recognition fails, the recording is finished without text.</source>
        <translation>Если распознать не удалось, запись завершается без текста.</translation>
    </message>
    <message>
        <source>Every recording gets a folder of its own in it.</source>
        <translation>У каждой записи в ней своя папка.</translation>
    </message>
    <message>
        <source>With variables, such as {display_name}, {date} or {duration}.</source>
        <translation>С переменными, например {display_name}, {date} или {duration}.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Английский</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Русский</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>A local file is read where it lies.</source>
        <translation>Файл с этого компьютера читается на своём месте.</translation>
    </message>
    <message>
        <source>Not done yet.</source>
        <translation>Ещё не сделано.</translation>
    </message>
    <message>
        <source>Done already.</source>
        <translation>Уже сделано.</translation>
    </message>
    <message>
        <source>Asked to do everything again.</source>
        <translation>Велено сделать всё заново.</translation>
    </message>
    <message>
        <source>What it depends on has changed.</source>
        <translation>Изменилось то, от чего это зависит.</translation>
    </message>
    <message>
        <source>Failed before: %1</source>
        <translation>В прошлый раз не вышло: %1</translation>
    </message>
    <message>
        <source>Transcription is switched off (%1).</source>
        <translation>Распознавание речи выключено (%1).</translation>
    </message>
    <message>
        <source>Topics are switched off (%1).</source>
        <translation>Темы выключены (%1).</translation>
    </message>
    <message>
        <source>Subtitles are switched off (%1).</source>
        <translation>Субтитры выключены (%1).</translation>
    </message>
    <message>
        <source>Without text there are no topics.</source>
        <translation>Без текста нет тем.</translation>
    </message>
    <message>
        <source>Without text there are no subtitles.</source>
        <translation>Без текста нет субтитров.</translation>
    </message>
    <message>
        <source>Cuts keep off words.</source>
        <translation>Вырезки не задевают слов.</translation>
    </message>
    <message>
        <source>Cuts by loudness, with padding.</source>
        <translation>Вырезки по громкости, с запасом.</translation>
    </message>
    <message>
        <source>Into %1.</source>
        <translation>В папку %1.</translation>
    </message>
    <message>
        <source>There is no sound in it.</source>
        <translation>В записи нет звука.</translation>
    </message>
    <message>
        <source>There are no topics.</source>
        <translation>Тем нет.</translation>
    </message>
    <message>
        <source>No template matched.</source>
        <translation>Ни один шаблон не подошёл.</translation>
    </message>
    <message>
        <source>Exact title</source>
        <translation>Точное название</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Ключевые слова</translation>
    </message>
    <message>
        <source>Wildcard</source>
        <translation>Маска</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>Образцы</translation>
    </message>
    <message>
        <source>Without the words</source>
        <translation>Без слов</translation>
    </message>
    <message>
        <source>Without the patterns</source>
        <translation>Без образцов</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Источники</translation>
    </message>
    <message>
        <source>Kinds of source</source>
        <translation>Виды источников</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Черновик</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Включён</translation>
    </message>
    <message>
        <source>default</source>
        <translation>по умолчанию</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>этот компьютер</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>профиль</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>запись</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>этот запуск</translation>
    </message>
    <message>
        <source>template %1</source>
        <translation>шаблон %1</translation>
    </message>
    <message>
        <source>In %1.</source>
        <translation>В папке %1.</translation>
    </message>
    <message>
        <source>There is no text for subtitles.</source>
        <translation>Для субтитров нет текста.</translation>
    </message>
    <message>
        <source>No word was kept.</source>
        <translation>Ни одного слова не осталось.</translation>
    </message>
    <message>
        <source>There is no text to find topics in.</source>
        <translation>Нет текста, чтобы искать темы.</translation>
    </message>
    <message>
        <source>The text is too short for topics.</source>
        <translation>Текст слишком короткий для тем.</translation>
    </message>
    <message>
        <source>There is no sound to transcribe.</source>
        <translation>Нет звука, который можно распознать.</translation>
    </message>
    <message>
        <source>Nobody speaks in it.</source>
        <translation>В записи никто не говорит.</translation>
    </message>
    <message>
        <source>There is no sound to tell silence from.</source>
        <translation>Нет звука, от которого можно отличить тишину.</translation>
    </message>
    <message>
        <source>The recording was removed.</source>
        <translation>Запись убрана.</translation>
    </message>
    <message>
        <source>Silence of %1 before the first %2, the words beside it kept whole</source>
        <translation>Тишина %1 в начале (%2 дальше), соседние слова целы</translation>
    </message>
    <message>
        <source>Silence of %1 after the last %2, the words beside it kept whole</source>
        <translation>Тишина %1 в конце (%2 раньше), соседние слова целы</translation>
    </message>
    <message>
        <source>Silence of %1, shortened to %2, the words beside it kept whole</source>
        <translation>Тишина %1, сокращена до %2, соседние слова целы</translation>
    </message>
    <message>
        <source>Silence of %1 before the first %2</source>
        <translation>Тишина %1 в начале (%2 дальше)</translation>
    </message>
    <message>
        <source>Silence of %1 after the last %2</source>
        <translation>Тишина %1 в конце (%2 раньше)</translation>
    </message>
    <message>
        <source>Silence of %1, shortened to %2</source>
        <translation>Тишина %1, сокращена до %2</translation>
    </message>
    <message>
        <source>No sound was found, so the original is kept.</source>
        <translation>Звук не найден, поэтому оригинал оставлен целиком.</translation>
    </message>
    <message>
        <source>Nothing would be left, so the original is kept.</source>
        <translation>Ничего бы не осталось, поэтому оригинал оставлен целиком.</translation>
    </message>
    <message>
        <source>Speech at %1 would be removed, so the original is kept. Choose a gentler preset or a lower threshold.</source>
        <translation>Пропала бы речь в %1, поэтому оригинал оставлен целиком. Выберите более бережный режим или порог ниже.</translation>
    </message>
    <message>
        <source>No topics were found.</source>
        <translation>Темы не найдены.</translation>
    </message>
    <message>
        <source>Of %1 topics %2 are left as chapters of %3 seconds or more; platforms show a list from %4 on.</source>
        <translation>Из тем (%1) главами от %3 с остаются %2; площадки показывают список, начиная с %4.</translation>
    </message>
    <message>
        <source>words</source>
        <translation>слова</translation>
    </message>
    <message>
        <source>sounds</source>
        <translation>звуки</translation>
    </message>
    <message>
        <source>It comes from another source.</source>
        <translation>Она из другого источника.</translation>
    </message>
    <message>
        <source>It comes from a source of another kind.</source>
        <translation>Она из источника другого вида.</translation>
    </message>
    <message>
        <source>It lasts %1, wanted is %2.</source>
        <translation>Она длится %1, а нужно %2.</translation>
    </message>
    <message>
        <source>How long it lasts is not known yet.</source>
        <translation>Её длина ещё неизвестна.</translation>
    </message>
    <message>
        <source>The title has an excluded keyword.</source>
        <translation>В названии есть исключённое слово.</translation>
    </message>
    <message>
        <source>The title fits an excluded pattern.</source>
        <translation>Название подходит под исключающий образец.</translation>
    </message>
    <message>
        <source>The title is none of the exact matches.</source>
        <translation>Название не совпадает ни с одним из точных.</translation>
    </message>
    <message>
        <source>The title has none of the keywords.</source>
        <translation>В названии нет ни одного из ключевых слов.</translation>
    </message>
    <message>
        <source>The title does not fit the name pattern.</source>
        <translation>Название не подходит под маску.</translation>
    </message>
    <message>
        <source>The title fits none of the patterns.</source>
        <translation>Название не подходит ни под один образец.</translation>
    </message>
    <message>
        <source>Matches by %1.</source>
        <translation>Подходит: %1.</translation>
    </message>
    <message>
        <source>The title meets none of %1.</source>
        <translation>Название не отвечает ничему из: %1.</translation>
    </message>
    <message>
        <source>Every filter lets it through.</source>
        <translation>Её пропускают все фильтры.</translation>
    </message>
    <message>
        <source>It has no rule that could match.</source>
        <translation>В шаблоне нет правила, которое могло бы подойти.</translation>
    </message>
    <message>
        <source>Draft.</source>
        <translation>Черновик.</translation>
    </message>
    <message>
        <source>Not active.</source>
        <translation>Не используется.</translation>
    </message>
    <message>
        <source>Matches too, but %1 comes first.</source>
        <translation>Тоже подходит, но раньше стоит %1.</translation>
    </message>
    <message>
        <source>%1, as it is set.</source>
        <translation>%1, как задано.</translation>
    </message>
    <message>
        <source>PocketSphinx, which is rough: as it is set.</source>
        <translation>PocketSphinx, грубо: так задано.</translation>
    </message>
    <message>
        <source>PocketSphinx, which is rough: no better engine is installed. Install a model: dailies models download base.</source>
        <translation>PocketSphinx, грубо: ничего лучше не установлено. Установите модель: dailies models download base.</translation>
    </message>
    <message>
        <source>PocketSphinx is too rough and slow for 15 minutes and more. Install a model: dailies models download base.</source>
        <translation>PocketSphinx слишком груб и медлен для записей от 15 минут. Установите модель: dailies models download base.</translation>
    </message>
    <message>
        <source>PocketSphinx has no model: install the package pocketsphinx-en-us.</source>
        <translation>У PocketSphinx нет модели: установите пакет pocketsphinx-en-us.</translation>
    </message>
    <message>
        <source>No speech model is installed. Install a model: dailies models download base.</source>
        <translation>Модель речи не установлена. Установите её: dailies models download base.</translation>
    </message>
    <message>
        <source>The model %1 is not installed: dailies models download %2.</source>
        <translation>Модель %1 не установлена: dailies models download %2.</translation>
    </message>
    <message>
        <source>No service is set: give %1 and %2.</source>
        <translation>Служба не задана: укажите %1 и %2.</translation>
    </message>
    <message>
        <source>The local engine, as it is set.</source>
        <translation>На этом компьютере, как задано.</translation>
    </message>
    <message>
        <source>The local engine: no chat service is set.</source>
        <translation>На этом компьютере: служба не задана.</translation>
    </message>
    <message>
        <source>No speech detector is installed: dailies models download silero. Loudness decides instead.</source>
        <translation>Определитель речи не установлен: dailies models download silero. Вместо него решает громкость.</translation>
    </message>
    <message>
        <source>Silero with the model %1.</source>
        <translation>Silero с моделью %1.</translation>
    </message>
    <message>
        <source>%1 is neither a file nor a folder.</source>
        <translation>%1 не файл и не папка.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Нет файла %1.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Нет папки %1.</translation>
    </message>
    <message>
        <source>The folder %1 may not be read.</source>
        <translation>Папку %1 нельзя прочесть.</translation>
    </message>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>Не удаётся прочесть %1: %2.</translation>
    </message>
    <message>
        <source>Cannot make the folder %1.</source>
        <translation>Не удаётся создать папку %1.</translation>
    </message>
    <message>
        <source>Cannot make the folder %1. Choose an output folder that you may write to.</source>
        <translation>Не удаётся создать папку %1. Выберите папку, в которую вам можно писать.</translation>
    </message>
    <message>
        <source>%1 exists already and is not a package of this recording. Move it away or choose another output folder.</source>
        <translation>%1 уже есть, и это не пакет этой записи. Уберите её или выберите другую папку для результата.</translation>
    </message>
    <message>
        <source>The file is still being written.</source>
        <translation>Файл ещё записывается.</translation>
    </message>
    <message>
        <source>This is a device or a pipe, not a recording.</source>
        <translation>Это устройство или канал, а не запись.</translation>
    </message>
    <message>
        <source>The recording has neither picture nor sound.</source>
        <translation>В записи нет ни изображения, ни звука.</translation>
    </message>
    <message>
        <source>The recording has no picture.</source>
        <translation>В записи нет изображения.</translation>
    </message>
    <message>
        <source>The recording has no sound.</source>
        <translation>В записи нет звука.</translation>
    </message>
    <message>
        <source>The recording ends before its first stream.</source>
        <translation>Запись обрывается до первого потока.</translation>
    </message>
    <message>
        <source>The recording is cut off: it can be read up to %1 of %2. Copy or download it again.</source>
        <translation>Запись оборвана: читается %1 из %2. Скопируйте или скачайте её ещё раз.</translation>
    </message>
    <message>
        <source>The recording is compressed with %1, which is not supported.</source>
        <translation>Запись сжата кодеком %1, он не поддерживается.</translation>
    </message>
    <message>
        <source>The recording is longer than 36 hours.</source>
        <translation>Запись длиннее 36 часов.</translation>
    </message>
    <message>
        <source>The sound of the recording cannot be decoded.</source>
        <translation>Звук записи не удаётся раскодировать.</translation>
    </message>
    <message>
        <source>The picture of the recording cannot be decoded.</source>
        <translation>Изображение записи не удаётся раскодировать.</translation>
    </message>
    <message>
        <source>The media program ended unexpectedly (%1).</source>
        <translation>Программа обработки медиа неожиданно завершилась (%1).</translation>
    </message>
    <message>
        <source>This recording takes more processor time than its length allows; it may be damaged on purpose.</source>
        <translation>Запись требует больше времени процессора, чем позволяет её длина; возможно, её испортили нарочно.</translation>
    </message>
    <message>
        <source>Cannot make the profile folder %1.</source>
        <translation>Не удаётся создать папку профиля %1.</translation>
    </message>
    <message>
        <source>Cannot lock the profile folder %1.</source>
        <translation>Не удаётся занять папку профиля %1.</translation>
    </message>
    <message>
        <source>There is a profile named %1 already.</source>
        <translation>Профиль с именем %1 уже есть.</translation>
    </message>
    <message>
        <source>A profile&apos;s name is a plain word or two, without slashes.</source>
        <translation>Имя профиля: одно-два простых слова без косой черты.</translation>
    </message>
    <message>
        <source>Another Dailies has this profile open but does not answer. Close it and try again.</source>
        <translation>Этот профиль открыт в другом окне Dailies, но оно не отвечает. Закройте его и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>A recording needs a title.</source>
        <translation>Записи нужно название.</translation>
    </message>
    <message>
        <source>%1 was removed. Restore it first.</source>
        <translation>Запись %1 убрана. Сначала верните её.</translation>
    </message>
    <message>
        <source>%1 heard no words.</source>
        <translation>%1: слов не слышно.</translation>
    </message>
    <message>
        <source>%1 subtitles, all easy to read.</source>
        <translation>Субтитров: %1, все легко читаются.</translation>
    </message>
    <message>
        <source>%1 subtitles, %2 hard to read: %3</source>
        <translation>Субтитров: %1, трудно читать %2: %3</translation>
    </message>
    <message>
        <source>exactly one of %1</source>
        <translation>точно одно из: %1</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>одно из: %1</translation>
    </message>
    <message>
        <source>none of %1</source>
        <translation>ни одного из: %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>от %1 до %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>не меньше %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>не больше %1</translation>
    </message>
    <message>
        <source>The model %1 cannot be loaded. Install it again.</source>
        <translation>Модель %1 не загружается. Установите её заново.</translation>
    </message>
    <message>
        <source>There is not enough memory for the model %1.</source>
        <translation>Для модели %1 не хватает памяти.</translation>
    </message>
    <message>
        <source>There is not enough memory for the speech model.</source>
        <translation>Для модели речи не хватает памяти.</translation>
    </message>
    <message>
        <source>The language could not be told. Set transcription.language.</source>
        <translation>Язык определить не удалось. Выберите язык речи в настройках.</translation>
    </message>
    <message>
        <source>PocketSphinx failed on this sound.</source>
        <translation>PocketSphinx не справился с этим звуком.</translation>
    </message>
    <message>
        <source>Cannot open the recording: %1.</source>
        <translation>Не удаётся открыть запись: %1.</translation>
    </message>
    <message>
        <source>Cannot read the recording: %1.</source>
        <translation>Не удаётся прочитать запись: %1.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Файл пуст.</translation>
    </message>
    <message>
        <source>The file holds nothing but zeros; it was not copied or downloaded to its end.</source>
        <translation>В файле одни нули: он скопирован или скачан не до конца.</translation>
    </message>
    <message>
        <source>This is %1, not a recording.</source>
        <translation>Это %1, а не запись.</translation>
    </message>
    <message>
        <source>This is no recording of a known kind.</source>
        <translation>Записи такого вида неизвестны.</translation>
    </message>
    <message>
        <source>This is a folder, not a recording.</source>
        <translation>Это папка, а не запись.</translation>
    </message>
    <message>
        <source>The recording has no index (moov), so nothing of it can be read: it was not recorded, copied or downloaded to its end.</source>
        <translation>В записи нет оглавления (moov), поэтому прочитать её нельзя: она записана, скопирована или скачана не до конца.</translation>
    </message>
    <message>
        <source>The recording has %1 streams; at most %2 are allowed.</source>
        <translation>В записи дорожек: %1; допустимо не больше %2.</translation>
    </message>
    <message>
        <source>Its pictures of %1 x %2 are larger than allowed.</source>
        <translation>Кадр %1 × %2 больше допустимого.</translation>
    </message>
    <message>
        <source>The recording&apos;s kind of picture is not supported.</source>
        <translation>Такой вид изображения в записи не поддерживается.</translation>
    </message>
    <message>
        <source>Nothing of the recording would be left.</source>
        <translation>От записи ничего бы не осталось.</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>она повреждена</translation>
    </message>
    <message>
        <source>it needs more memory than one recording may take</source>
        <translation>ей нужно больше памяти, чем разрешено одной записи</translation>
    </message>
    <message>
        <source>the output grows beyond all proportion</source>
        <translation>результат непомерно растёт</translation>
    </message>
    <message>
        <source>this kind of recording is not supported</source>
        <translation>такой вид записи не поддерживается</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>документ PDF</translation>
    </message>
    <message>
        <source>a ZIP archive or an Office document</source>
        <translation>архив ZIP или документ Office</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>архив RAR</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>архив 7-Zip</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>архив gzip</translation>
    </message>
    <message>
        <source>a tar archive</source>
        <translation>архив tar</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>картинка</translation>
    </message>
    <message>
        <source>a playlist</source>
        <translation>список воспроизведения</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>программа</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>база данных</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>веб-страница</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>текстовый файл</translation>
    </message>
    <message>
        <source>Another program works on this profile.</source>
        <translation>С этим профилем работает другая программа.</translation>
    </message>
    <message>
        <source>There is a template named %1 already. Choose another name.</source>
        <translation>Шаблон с именем %1 уже есть. Выберите другое имя.</translation>
    </message>
    <message>
        <source>Cuts as they were edited by hand.</source>
        <translation>Вырезано так, как изменено вручную.</translation>
    </message>
    <message>
        <source>Cut by hand.</source>
        <translation>Вырезано вручную.</translation>
    </message>
    <message>
        <source>Everything kept could be copied.</source>
        <translation>Всё оставленное удалось скопировать.</translation>
    </message>
    <message>
        <source>%1 of %2 pictures were encoded around the cuts, the others copied.</source>
        <translation>Заново сжато вокруг вырезок кадров: %1 из %2, остальные скопированы.</translation>
    </message>
    <message>
        <source>Asked for.</source>
        <translation>Так задано.</translation>
    </message>
    <message>
        <source>The cuts lie so close together that encoding everything is as quick.</source>
        <translation>Вырезки так близко друг к другу, что сжать всё заново не дольше.</translation>
    </message>
    <message>
        <source>Too few pictures could be copied between the cuts.</source>
        <translation>Между вырезками удалось бы скопировать слишком мало кадров.</translation>
    </message>
    <message>
        <source>The pictures to be rebuilt would make the file too large.</source>
        <translation>Из-за восстановленных кадров файл стал бы слишком большим.</translation>
    </message>
    <message>
        <source>Its picture is not H.264.</source>
        <translation>Изображение не в H.264.</translation>
    </message>
    <message>
        <source>Its picture is not 8 bit 4:2:0.</source>
        <translation>Изображение не 8 бит 4:2:0.</translation>
    </message>
    <message>
        <source>Its picture is interlaced.</source>
        <translation>Изображение чересстрочное.</translation>
    </message>
    <message>
        <source>It has several kinds of picture.</source>
        <translation>В ней изображение нескольких видов.</translation>
    </message>
    <message>
        <source>Its pictures do not say when they are shown.</source>
        <translation>Кадры не говорят, когда их показывать.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>Она повреждена.</translation>
    </message>
    <message>
        <source>Its kind of picture changes on the way.</source>
        <translation>Вид изображения меняется по ходу записи.</translation>
    </message>
    <message>
        <source>Its picture does not begin with an entry point.</source>
        <translation>Изображение не начинается с опорного кадра.</translation>
    </message>
    <message>
        <source>Several of its pictures are shown at one time.</source>
        <translation>Несколько кадров показываются в один миг.</translation>
    </message>
    <message>
        <source>Its sound is not AAC-LC.</source>
        <translation>Звук не в AAC-LC.</translation>
    </message>
    <message>
        <source>Its sound is not packed as MP4 wants it.</source>
        <translation>Звук уложен не так, как нужно для MP4.</translation>
    </message>
    <message>
        <source>Its sound has gaps.</source>
        <translation>В звуке есть разрывы.</translation>
    </message>
    <message>
        <source>Its sound has no packets.</source>
        <translation>В звуке нет данных.</translation>
    </message>
    <message>
        <source>Cutting by %1 failed: %2</source>
        <translation>Вырезать (%1) не удалось: %2</translation>
    </message>
    <message>
        <source>The recording ended early.</source>
        <translation>Запись кончилась раньше времени.</translation>
    </message>
    <message>
        <source>A picture of the recording is damaged.</source>
        <translation>Кадр записи повреждён.</translation>
    </message>
    <message>
        <source>splices</source>
        <translation>стыки</translation>
    </message>
    <message>
        <source>classic heads</source>
        <translation>начало с опорного кадра</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>Get</source>
        <comment>step: bring the file here</comment>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Analysis</source>
        <comment>step</comment>
        <translation>Анализ</translation>
    </message>
    <message>
        <source>Text</source>
        <comment>step: speech to text</comment>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>step: remove silence</comment>
        <translation>Монтаж</translation>
    </message>
    <message>
        <source>Topics</source>
        <comment>step</comment>
        <translation>Темы</translation>
    </message>
    <message>
        <source>Subs</source>
        <comment>step: subtitles, short</comment>
        <translation>Титры</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>step: write the package into a folder</comment>
        <translation>Папка</translation>
    </message>
    <message>
        <source>%1 %2%</source>
        <comment>step and its percent</comment>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>не начато</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ждёт</translation>
    </message>
    <message>
        <source>running</source>
        <translation>идёт</translation>
    </message>
    <message>
        <source>done</source>
        <translation>готово</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>пропущено</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>нужны вы</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>продолжено</translation>
    </message>
    <message>
        <source>%1: %2, %3 percent</source>
        <comment>step, state</comment>
        <translation>%1: %2, %3 процентов</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>step, state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Skipped</source>
        <comment>pill of a recording</comment>
        <translation>Пропущено</translation>
    </message>
    <message>
        <source>All</source>
        <comment>recordings</comment>
        <translation>Все</translation>
    </message>
    <message>
        <source>Needs you</source>
        <comment>recordings</comment>
        <translation>Нужны вы</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>recordings</comment>
        <translation>Идут</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>recordings</comment>
        <translation>Ждут</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>recordings</comment>
        <translation>Готовы</translation>
    </message>
    <message>
        <source>Skipped</source>
        <comment>recordings</comment>
        <translation>Пропущены</translation>
    </message>
    <message>
        <source>Not ready at its source</source>
        <translation>В источнике ещё не готово</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новая</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Скачивается</translation>
    </message>
    <message>
        <source>At hand</source>
        <translation>На месте</translation>
    </message>
    <message>
        <source>Cutting</source>
        <translation>Монтируется</translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>state</comment>
        <translation>Смонтировано</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>Распознаётся речь</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Готовится</translation>
    </message>
    <message>
        <source>Ready to publish</source>
        <translation>Готово к публикации</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Публикуется</translation>
    </message>
    <message>
        <source>Partly published</source>
        <translation>Опубликовано частично</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Пропущено</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Срок вышел</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Этот компьютер</translation>
    </message>
    <message>
        <source>Yandex Disk</source>
        <translation>Яндекс Диск</translation>
    </message>
    <message>
        <source>Google Drive</source>
        <translation>Гугл Диск</translation>
    </message>
    <message>
        <source>Link</source>
        <comment>a source: an address on the web</comment>
        <translation>Ссылка</translation>
    </message>
    <message>
        <source>Listening for silence</source>
        <translation>Ищется тишина</translation>
    </message>
    <message>
        <source>Finding topics</source>
        <translation>Ищутся темы</translation>
    </message>
    <message>
        <source>Making subtitles</source>
        <translation>Делаются субтитры</translation>
    </message>
    <message>
        <source>Writing the package</source>
        <translation>Пишется пакет</translation>
    </message>
    <message>
        <source>Done, without text</source>
        <translation>Готово, без текста</translation>
    </message>
    <message>
        <source>Done, without topics</source>
        <translation>Готово, без тем</translation>
    </message>
    <message>
        <source>Done, without subtitles</source>
        <translation>Готово, без субтитров</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <comment>step, reason</comment>
        <translation>%1, ошибка: %2</translation>
    </message>
    <message>
        <source>Waits for the service&apos;s limit, resumes %1</source>
        <translation>Ждёт лимита службы, продолжит в %1</translation>
    </message>
    <message>
        <source>%1 did not work, next try %2</source>
        <comment>step, time of day</comment>
        <translation>%1: не вышло, ещё раз в %2</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Не запущена</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Ждёт своей очереди</translation>
    </message>
    <message>
        <source>Goes on in a moment</source>
        <translation>Сейчас продолжится</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <comment>work, time</comment>
        <translation>%1, ещё около %2</translation>
    </message>
    <message>
        <source>Not ready at its source yet</source>
        <translation>В источнике ещё не готово</translation>
    </message>
    <message>
        <source>Done, %1 shorter</source>
        <comment>time</comment>
        <translation>Готово, короче на %1</translation>
    </message>
    <message>
        <source>The original is gone from its source</source>
        <translation>Оригинала в источнике больше нет</translation>
    </message>
    <message>
        <source>Why?</source>
        <comment>link: explain this state</comment>
        <translation>Почему?</translation>
    </message>
    <message>
        <source>Fix</source>
        <comment>link: show what to do about a failure</comment>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>link: open the package&apos;s folder</comment>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>This can&apos;t be worked on as it is.</source>
        <translation>С этим нельзя работать в таком виде.</translation>
    </message>
    <message>
        <source>Something that is needed is not there.</source>
        <translation>Чего-то нужного нет на месте.</translation>
    </message>
    <message>
        <source>Something else is in the way.</source>
        <translation>Мешает что-то другое.</translation>
    </message>
    <message>
        <source>There is no permission to do this.</source>
        <translation>На это нет прав.</translation>
    </message>
    <message>
        <source>Data was damaged on the way.</source>
        <translation>Данные повредились в пути.</translation>
    </message>
    <message>
        <source>The service wants you to sign in again.</source>
        <translation>Служба просит войти ещё раз.</translation>
    </message>
    <message>
        <source>Only you can go on here.</source>
        <translation>Дальше можете только вы.</translation>
    </message>
    <message>
        <source>The service wants fewer requests for a while.</source>
        <translation>Служба просит на время реже обращаться к ней.</translation>
    </message>
    <message>
        <source>The limit of the service is used up.</source>
        <translation>Лимит службы исчерпан.</translation>
    </message>
    <message>
        <source>The program was closed meanwhile.</source>
        <translation>Программу тем временем закрыли.</translation>
    </message>
    <message>
        <source>It did not work this time.</source>
        <translation>В этот раз не вышло.</translation>
    </message>
    <message>
        <source>You cancelled it.</source>
        <translation>Вы это отменили.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Что-то неожиданно сломалось.</translation>
    </message>
    <message>
        <source>Check that the file plays in another program, then retry, or remove the recording here.</source>
        <translation>Проверьте, играет ли файл в другой программе, и повторите; или уберите запись отсюда.</translation>
    </message>
    <message>
        <source>Put the file back where it was, or add it again from its new place; then retry.</source>
        <translation>Верните файл на место или добавьте его с нового места; потом повторите.</translation>
    </message>
    <message>
        <source>Move what is in the way, or choose another output folder in Settings; then retry.</source>
        <translation>Уберите то, что мешает, или выберите в настройках другую папку для результата; потом повторите.</translation>
    </message>
    <message>
        <source>Give yourself the right to read the file and to write to the output folder; then retry.</source>
        <translation>Дайте себе право читать файл и писать в папку для результата; потом повторите.</translation>
    </message>
    <message>
        <source>Copy the file here again from where it came; then retry.</source>
        <translation>Скопируйте файл ещё раз оттуда, откуда он взялся; потом повторите.</translation>
    </message>
    <message>
        <source>Sign in to the service again; then retry.</source>
        <translation>Войдите в службу ещё раз; потом повторите.</translation>
    </message>
    <message>
        <source>Do what the message says; then retry.</source>
        <translation>Сделайте то, что сказано в сообщении; потом повторите.</translation>
    </message>
    <message>
        <source>Nothing: it goes on by itself when the limit allows.</source>
        <translation>Ничего: продолжится само, когда позволит лимит.</translation>
    </message>
    <message>
        <source>Nothing: it goes on where it stopped.</source>
        <translation>Ничего: продолжится с того места, где остановилось.</translation>
    </message>
    <message>
        <source>Check the disk space and the network; then retry.</source>
        <translation>Проверьте место на диске и сеть; потом повторите.</translation>
    </message>
    <message>
        <source>Run it again when you want it.</source>
        <translation>Запустите снова, когда понадобится.</translation>
    </message>
    <message>
        <source>Retry. If it fails again, copy the details and report them.</source>
        <translation>Повторите. Если снова не выйдет, скопируйте подробности и сообщите о них.</translation>
    </message>
    <message>
        <source>The original was not touched.</source>
        <translation>Оригинал не тронут.</translation>
    </message>
    <message>
        <source>Kept from before: %1. The original was not touched.</source>
        <comment>list of steps</comment>
        <translation>Осталось готовым: %1. Оригинал не тронут.</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>step</comment>
        <translation>%1: ошибка</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>cut before the first words</comment>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Silence</source>
        <comment>cut in the middle</comment>
        <translation>Тишина</translation>
    </message>
    <message>
        <source>End</source>
        <comment>cut after the last words</comment>
        <translation>Конец</translation>
    </message>
    <message>
        <source>By you</source>
        <comment>cut made by a person</comment>
        <translation>Вами</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format, this year</comment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date format</comment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day, time of day</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>length not known yet</source>
        <translation>длина пока неизвестна</translation>
    </message>
    <message>
        <source>%1, cut to %2</source>
        <comment>lengths</comment>
        <translation>%1, сокращено до %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 ч</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 ч %2 мин</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Английский</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Русский</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n байт</numerusform>
            <numerusform>%n байта</numerusform>
            <numerusform>%n байт</numerusform>
        </translation>
    </message>
    <message>
        <source>Found by itself</source>
        <comment>language</comment>
        <translation>Определяется сам</translation>
    </message>
    <message>
        <source>Dailies itself</source>
        <comment>engine</comment>
        <translation>сам Dailies</translation>
    </message>
</context>
<context>
    <name>models::RecordingsModel</name>
    <message>
        <source>Recording</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Записано</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Состояние</translation>
    </message>
</context>
<context>
    <name>viewmodels::Recordings</name>
    <message>
        <source>The profile can&apos;t be read: %1</source>
        <translation>Профиль не читается: %1</translation>
    </message>
    <message>
        <source>Nothing was added: %1</source>
        <translation>Ничего не добавлено: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file, why it was refused</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) added.</source>
        <translation>
            <numerusform>Добавлена %n запись.</numerusform>
            <numerusform>Добавлено %n записи.</numerusform>
            <numerusform>Добавлено %n записей.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were here already.</source>
        <translation>
            <numerusform>%n запись уже была здесь.</numerusform>
            <numerusform>%n записи уже были здесь.</numerusform>
            <numerusform>%n записей уже были здесь.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) can&apos;t be taken.</source>
        <translation>
            <numerusform>%n файл взять нельзя.</numerusform>
            <numerusform>%n файла взять нельзя.</numerusform>
            <numerusform>%n файлов взять нельзя.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no recordings in it. Add video or audio files.</source>
        <translation>Записей там нет. Добавьте видео или аудиофайлы.</translation>
    </message>
    <message>
        <source>“%1” was removed. The original file stays where it is.</source>
        <translation>«%1» убрана. Исходный файл остаётся на месте.</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were removed. The original files stay where they are.</source>
        <translation>
            <numerusform>Убрана %n запись. Исходные файлы остаются на месте.</numerusform>
            <numerusform>Убраны %n записи. Исходные файлы остаются на месте.</numerusform>
            <numerusform>Убрано %n записей. Исходные файлы остаются на месте.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>viewmodels::Settings</name>
    <message>
        <source>The settings can&apos;t be read: %1</source>
        <translation>Настройки не читаются: %1</translation>
    </message>
    <message>
        <source>This can&apos;t be set: %1</source>
        <translation>Это нельзя задать: %1</translation>
    </message>
</context>
<context>
    <name>viewmodels::Templates</name>
    <message>
        <source>The templates can&apos;t be read: %1</source>
        <translation>Шаблоны не читаются: %1</translation>
    </message>
    <message>
        <source>The template can&apos;t be saved: %1</source>
        <translation>Шаблон не сохраняется: %1</translation>
    </message>
    <message>
        <source>The template can&apos;t be removed: %1</source>
        <translation>Шаблон не удаляется: %1</translation>
    </message>
</context>
<context>
    <name>views::Actions</name>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>&amp;Добавить записи…</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>Добавить &amp;папку…</translation>
    </message>
    <message>
        <source>&amp;New profile…</source>
        <translation>&amp;Новый профиль…</translation>
    </message>
    <message>
        <source>Open the profile&apos;s folder</source>
        <translation>Открыть папку профиля</translation>
    </message>
    <message>
        <source>&amp;Switch profile…</source>
        <translation>&amp;Сменить профиль…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>В&amp;ыход</translation>
    </message>
    <message>
        <source>&amp;Undo removal</source>
        <translation>&amp;Вернуть убранное</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Выделить &amp;всё</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Найти</translation>
    </message>
    <message>
        <source>&amp;Recordings</source>
        <translation>&amp;Записи</translation>
    </message>
    <message>
        <source>&amp;Templates</source>
        <translation>&amp;Шаблоны</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Настройки</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Подробности</translation>
    </message>
    <message>
        <source>&amp;Next tab of the details</source>
        <translation>&amp;Следующая вкладка подробностей</translation>
    </message>
    <message>
        <source>&amp;Menu bar</source>
        <translation>Строка &amp;меню</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Запустить</translation>
    </message>
    <message>
        <source>Do &amp;everything again</source>
        <translation>Сделать всё з&amp;аново</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Отменить</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>П&amp;овторить</translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>Поч&amp;ему?</translation>
    </message>
    <message>
        <source>&amp;Open the package</source>
        <translation>Открыть &amp;пакет</translation>
    </message>
    <message>
        <source>&amp;Show the original in its folder</source>
        <translation>Показать &amp;оригинал в папке</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Пере&amp;именовать…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Убрать</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>П&amp;ауза</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Клавиши</translation>
    </message>
    <message>
        <source>&amp;About Dailies</source>
        <translation>О програ&amp;мме</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Recording</source>
        <translation>&amp;Запись</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>П&amp;рофиль</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Язык</translation>
    </message>
    <message>
        <source>L&amp;ook</source>
        <translation>&amp;Оформление</translation>
    </message>
    <message>
        <source>Why? in the list</source>
        <translation>Почему? (в списке)</translation>
    </message>
    <message>
        <source>Open in the list</source>
        <translation>Открыть (в списке)</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation>Выйти из поиска</translation>
    </message>
    <message>
        <source>Esc</source>
        <comment>key</comment>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>views::CutsTab</name>
    <message>
        <source>Not made yet: it is being worked on.</source>
        <translation>Ещё не готово: над записью идёт работа.</translation>
    </message>
    <message>
        <source>Not made yet. Run the recording to make it.</source>
        <translation>Ещё не готово. Запустите запись.</translation>
    </message>
    <message>
        <source>Cuts %1</source>
        <comment>tab with a count</comment>
        <translation>Вырезки %1</translation>
    </message>
    <message>
        <source>Cuts</source>
        <comment>tab</comment>
        <translation>Вырезки</translation>
    </message>
    <message>
        <source>Nothing was cut: %1</source>
        <translation>Ничего не вырезано: %1</translation>
    </message>
    <message>
        <source>Nothing was cut: there is no silence that is long enough.</source>
        <translation>Ничего не вырезано: нет достаточно долгой тишины.</translation>
    </message>
    <message numerus="yes">
        <source>%n cut(s), %1 less. The result is %2 long.</source>
        <translation>
            <numerusform>%n вырезка, короче на %1. Длина результата %2.</numerusform>
            <numerusform>%n вырезки, короче на %1. Длина результата %2.</numerusform>
            <numerusform>%n вырезок, короче на %1. Длина результата %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <comment>column: kind of cut</comment>
        <translation>Что</translation>
    </message>
    <message>
        <source>From</source>
        <comment>column: time</comment>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>Why</source>
        <comment>column</comment>
        <translation>Почему</translation>
    </message>
    <message>
        <source>You changed the cuts, but the film is not cut like that yet. Run the recording.</source>
        <translation>Вы изменили вырезки, но видео ещё не нарезано по ним. Запустите запись.</translation>
    </message>
    <message>
        <source>Nothing was cut: you want it so.</source>
        <translation>Ничего не вырезано: так хотите вы.</translation>
    </message>
    <message>
        <source>%1 (edited by you)</source>
        <comment>why something was cut</comment>
        <translation>%1 (изменено вами)</translation>
    </message>
    <message>
        <source>Export cuts…</source>
        <translation>Сохранить вырезки…</translation>
    </message>
    <message>
        <source>As a file for editing programs or scripts. `dailies cuts` takes it back.</source>
        <translation>В файл для монтажных программ и скриптов. Принять его обратно может `dailies cuts`.</translation>
    </message>
    <message>
        <source>Reset cuts</source>
        <translation>Сбросить вырезки</translation>
    </message>
    <message>
        <source>Forgets what you changed, and cuts the film by the settings again.</source>
        <translation>Забыть ваши изменения и снова нарезать видео по настройкам.</translation>
    </message>
</context>
<context>
    <name>views::DetailsPane</name>
    <message>
        <source>Picture from the recording</source>
        <translation>Кадр из записи</translation>
    </message>
</context>
<context>
    <name>views::HistoryTab</name>
    <message>
        <source>History</source>
        <comment>tab</comment>
        <translation>История</translation>
    </message>
    <message numerus="yes">
        <source>%1 (tried %n time(s) again)</source>
        <translation>
            <numerusform>%1 (повторено %n раз)</numerusform>
            <numerusform>%1 (повторено %n раза)</numerusform>
            <numerusform>%1 (повторено %n раз)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Шаг</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Took</source>
        <comment>column: duration</comment>
        <translation>Заняло</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>column: reason or engine</comment>
        <translation>Примечание</translation>
    </message>
</context>
<context>
    <name>views::MainWindow</name>
    <message>
        <source>Add recordings</source>
        <translation>Добавить записи</translation>
    </message>
    <message>
        <source>Add video or sound files (%1). Or drop them here.</source>
        <translation>Добавить видео или звук (%1). Или перетащите файлы сюда.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Запустить</translation>
    </message>
    <message>
        <source>Search titles and templates</source>
        <translation>Поиск по названиям и шаблонам</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation>Отпустите, чтобы добавить</translation>
    </message>
    <message>
        <source>The profile can&apos;t be opened: %1</source>
        <translation>Профиль не открывается: %1</translation>
    </message>
    <message>
        <source>Paused: what runs is finished, nothing new starts</source>
        <translation>Пауза: начатое закончится, новое не начнётся</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n выполняется</numerusform>
            <numerusform>%n выполняются</numerusform>
            <numerusform>%n выполняются</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n ждёт</numerusform>
            <numerusform>%n ждут</numerusform>
            <numerusform>%n ждут</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>time left</comment>
        <translation>около %1</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Ничего не выполняется</translation>
    </message>
    <message>
        <source>%1 free</source>
        <comment>disk space</comment>
        <translation>свободно %1</translation>
    </message>
    <message>
        <source>Another Dailies program works on this profile</source>
        <translation>С этим профилем работает другая программа Dailies</translation>
    </message>
    <message>
        <source>%1 (%2 need you) – Dailies</source>
        <translation>%1 (нужны вы: %2) – Dailies</translation>
    </message>
    <message>
        <source>%1 – Dailies</source>
        <translation>%1 – Dailies</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Start work again</source>
        <translation>Снова начать работу</translation>
    </message>
    <message>
        <source>What runs is finished, nothing new starts</source>
        <translation>Начатое закончится, новое не начнётся</translation>
    </message>
    <message>
        <source>Recordings (%1);;All files (*)</source>
        <translation>Записи (%1);;Все файлы (*)</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Добавить папку</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Новый профиль</translation>
    </message>
    <message>
        <source>A profile has recordings, templates and settings of its own. Its name:</source>
        <translation>У профиля свои записи, шаблоны и настройки. Его имя:</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Создать</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Title of the recording:</source>
        <translation>Название записи:</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>About Dailies</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Dailies %1

Turns recordings into published videos, on this computer.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dailies %1

Превращает записи в готовые видео на этом компьютере.

Свободная программа под лицензией GNU GPL версии 3 или новее.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Очистить поиск</translation>
    </message>
    <message>
        <source>Export cuts</source>
        <translation>Сохранить вырезки</translation>
    </message>
    <message>
        <source>Cut list (*.json)</source>
        <translation>Список вырезок (*.json)</translation>
    </message>
    <message>
        <source>Edit decision list, CMX 3600 (*.edl)</source>
        <translation>Монтажный лист EDL, CMX 3600 (*.edl)</translation>
    </message>
    <message>
        <source>OpenTimelineIO (*.otio)</source>
        <translation>OpenTimelineIO (*.otio)</translation>
    </message>
</context>
<context>
    <name>views::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Закрыть это сообщение</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Скрыть подробности</translation>
    </message>
</context>
<context>
    <name>views::OptionEditor</name>
    <message>
        <source>Output folder</source>
        <translation>Папка для результата</translation>
    </message>
    <message>
        <source>As the profile</source>
        <comment>value of an option</comment>
        <translation>Как в профиле</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
</context>
<context>
    <name>views::OverviewTab</name>
    <message>
        <source>Overview</source>
        <comment>tab</comment>
        <translation>Обзор</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Скопировать подробности</translation>
    </message>
    <message>
        <source>%1
Enter or double click opens it.</source>
        <translation>%1
Открыть: Enter или двойной щелчок.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message numerus="yes">
        <source>Package, %n file(s)</source>
        <translation>
            <numerusform>Пакет, %n файл</numerusform>
            <numerusform>Пакет, %n файла</numerusform>
            <numerusform>Пакет, %n файлов</numerusform>
        </translation>
    </message>
    <message>
        <source>Files of the package</source>
        <translation>Файлы пакета</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>Show original in its folder</source>
        <translation>Показать оригинал в папке</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Записано</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>where a recording comes from</comment>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Оригинал</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Шаблон</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Встроенный</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Пакет</translation>
    </message>
</context>
<context>
    <name>views::RecordingsPage</name>
    <message>
        <source>Recordings</source>
        <translation>Записи</translation>
    </message>
    <message>
        <source>Drop recordings here</source>
        <translation>Перетащите записи сюда</translation>
    </message>
    <message>
        <source>Video and sound files, or folders of them. Silence is cut, speech becomes text, and a finished package lies on this computer a little later.</source>
        <translation>Видео и звук, файлами или папками. Тишина вырезается, речь становится текстом, и скоро на этом компьютере лежит готовый пакет.</translation>
    </message>
    <message>
        <source>Add recordings</source>
        <translation>Добавить записи</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>No title here has “%1”.</source>
        <translation>Названий с «%1» здесь нет.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Вы нигде не нужны</translation>
    </message>
    <message>
        <source>Nothing here now</source>
        <translation>Сейчас здесь пусто</translation>
    </message>
    <message>
        <source>What fails or waits for a decision of yours appears here.</source>
        <translation>Здесь появляется то, что не вышло или ждёт вашего решения.</translation>
    </message>
    <message>
        <source>No recording is in this state.</source>
        <translation>В этом состоянии записей нет.</translation>
    </message>
</context>
<context>
    <name>views::SettingsPage</name>
    <message>
        <source>Cutting</source>
        <translation>Монтаж</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Topics and subtitles</source>
        <translation>Темы и субтитры</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Пакет</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>set by: %1</source>
        <comment>where a value comes from</comment>
        <translation>задано: %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Оформление</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Сбросить</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>Сбросить: %1</translation>
    </message>
</context>
<context>
    <name>views::Sidebar</name>
    <message>
        <source>on this computer</source>
        <comment>where a profile lies</comment>
        <translation>на этом компьютере</translation>
    </message>
    <message>
        <source>Profile %1. Press to switch.</source>
        <translation>Профиль %1. Нажмите, чтобы сменить.</translation>
    </message>
    <message>
        <source>Switch profile</source>
        <translation>Сменить профиль</translation>
    </message>
</context>
<context>
    <name>views::TemplatesPage</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Any of these words</source>
        <translation>Любое из этих слов</translation>
    </message>
    <message>
        <source>Or exactly this title</source>
        <translation>Или точно это название</translation>
    </message>
    <message>
        <source>Or a title like</source>
        <translation>Или название вида</translation>
    </message>
    <message>
        <source>Or this pattern</source>
        <translation>Или этот образец</translation>
    </message>
    <message>
        <source>None of these words</source>
        <translation>Ни одного из этих слов</translation>
    </message>
    <message>
        <source>At least, minutes</source>
        <translation>Не короче, минут</translation>
    </message>
    <message>
        <source>At most, minutes</source>
        <translation>Не длиннее, минут</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Приоритет</translation>
    </message>
    <message>
        <source>off</source>
        <comment>a template</comment>
        <translation>выкл.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Шаблон</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Запись</translation>
    </message>
    <message numerus="yes">
        <source>Takes %1 of %n recording(s)</source>
        <translation>
            <numerusform>Берёт %1 из %n записи</numerusform>
            <numerusform>Берёт %1 из %n записей</numerusform>
            <numerusform>Берёт %1 из %n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>No templates yet</source>
        <translation>Шаблонов пока нет</translation>
    </message>
    <message>
        <source>A template recognises recordings by title and length and says how to work on them. Without one, the profile&apos;s settings hold.</source>
        <translation>Шаблон узнаёт записи по названию и длине и говорит, как с ними работать. Без шаблона действуют настройки профиля.</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Новый шаблон</translation>
    </message>
    <message>
        <source>lecture, seminar</source>
        <translation>лекция, семинар</translation>
    </message>
    <message>
        <source>Weekly meeting</source>
        <translation>Еженедельная встреча</translation>
    </message>
    <message>
        <source>Algebra *</source>
        <comment>a wildcard</comment>
        <translation>Алгебра *</translation>
    </message>
    <message>
        <source>lecture \d+</source>
        <comment>a regular expression</comment>
        <translation>лекция \d+</translation>
    </message>
    <message>
        <source>test, private</source>
        <translation>проба, личное</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>без предела</translation>
    </message>
    <message>
        <source>When several templates match, the highest priority wins, then the older one.</source>
        <translation>Если подходит несколько шаблонов, побеждает больший приоритет, потом более старый.</translation>
    </message>
    <message>
        <source>Capitals matter</source>
        <translation>Учитывать заглавные буквы</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Используется</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Вернуть как было</translation>
    </message>
    <message>
        <source>Remove this template</source>
        <translation>Удалить этот шаблон</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Шаблоны</translation>
    </message>
</context>
<context>
    <name>views::TextTab</name>
    <message>
        <source>Text</source>
        <comment>tab: transcript</comment>
        <translation>Текст</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Что было сказано</translation>
    </message>
    <message>
        <source>rough: this engine mishears much</source>
        <translation>грубо: эта программа часто ослышивается</translation>
    </message>
    <message>
        <source>dotted is unsure</source>
        <translation>точками подчёркнуто неуверенное</translation>
    </message>
    <message>
        <source>struck through is cut</source>
        <translation>зачёркнутое вырезано</translation>
    </message>
</context>
<context>
    <name>views::TopicsTab</name>
    <message>
        <source>Topics %1</source>
        <comment>tab with a count</comment>
        <translation>Темы %1</translation>
    </message>
    <message>
        <source>Topics</source>
        <comment>tab</comment>
        <translation>Темы</translation>
    </message>
    <message>
        <source>cut</source>
        <comment>topic that was removed</comment>
        <translation>вырезано</translation>
    </message>
    <message>
        <source>From</source>
        <comment>column: time</comment>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>No chapters: %1</source>
        <translation>Глав нет: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n chapter(s), valid for YouTube, VK and Telegram</source>
        <translation>
            <numerusform>%n глава, годится для YouTube, VK и Telegram</numerusform>
            <numerusform>%n главы, годятся для YouTube, VK и Telegram</numerusform>
            <numerusform>%n глав, годятся для YouTube, VK и Telegram</numerusform>
        </translation>
    </message>
    <message>
        <source>Found by: %1</source>
        <comment>engine</comment>
        <translation>Кем найдено: %1</translation>
    </message>
</context>
<context>
    <name>views::Waveform</name>
    <message>
        <source>Waveform</source>
        <translation>Звуковая волна</translation>
    </message>
    <message>
        <source>Nothing is removed.</source>
        <translation>Ничего не вырезано.</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) removed, %1 together.</source>
        <translation>
            <numerusform>Вырезана %n часть, всего %1.</numerusform>
            <numerusform>Вырезано %n части, всего %1.</numerusform>
            <numerusform>Вырезано %n частей, всего %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::WhyTab</name>
    <message>
        <source>Why?</source>
        <comment>tab</comment>
        <translation>Почему?</translation>
    </message>
    <message>
        <source>There are no templates: the built-in one applies to what you add.</source>
        <translation>Шаблонов нет: к добавленному применяется встроенный.</translation>
    </message>
    <message>
        <source>wants %1</source>
        <comment>a condition</comment>
        <translation>нужно: %1</translation>
    </message>
    <message>
        <source>has %1</source>
        <comment>a recording</comment>
        <translation>есть: %1</translation>
    </message>
    <message>
        <source>done</source>
        <comment>plan</comment>
        <translation>готово</translation>
    </message>
    <message>
        <source>run</source>
        <comment>plan</comment>
        <translation>сделать</translation>
    </message>
    <message>
        <source>skip</source>
        <comment>plan</comment>
        <translation>пропустить</translation>
    </message>
    <message>
        <source>Why it is as it is</source>
        <translation>Почему всё так</translation>
    </message>
    <message>
        <source>Template: the built-in one</source>
        <translation>Шаблон: встроенный</translation>
    </message>
    <message>
        <source>Template: %1</source>
        <translation>Шаблон: %1</translation>
    </message>
    <message>
        <source>Plan, step by step</source>
        <translation>План по шагам</translation>
    </message>
    <message>
        <source>Settings that are not the defaults</source>
        <translation>Настройки не по умолчанию</translation>
    </message>
</context>
</TS>
