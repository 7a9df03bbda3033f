#!/usr/bin/env bash
# Takes the texts of the sources into translations/: new ones as unfinished, gone ones away. The build only compiles
# what is there.
set -euo pipefail
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate-qt6 || command -v lupdate || echo /usr/lib/qt6/bin/lupdate)
"$lupdate" -silent -I . -no-obsolete -locations none -source-language en -target-language ru app -ts translations/app_ru.ts
"$lupdate" -silent -I . -no-obsolete -locations none -source-language en -target-language en -pluralonly app -ts translations/app_en.ts
