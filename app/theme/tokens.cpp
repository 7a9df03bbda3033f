#include "app/theme/tokens.h"

namespace theme {

static QColor rgb(QRgb value) { return QColor::fromRgb(value); }

const Tokens &tokens(Scheme scheme)
{
    static const Tokens light = {
        .background = rgb(0xf6f7f9),
        .panel = rgb(0xffffff),
        .side = rgb(0xeef0f3),
        .line = rgb(0xe0e3e8),
        .text = rgb(0x1c2128),
        .muted = rgb(0x5a6472),
        .faint = rgb(0x66707c),
        .accent = {rgb(0x3b5bdb), rgb(0xe8edfd)},
        .ok = {rgb(0x1a7549), rgb(0xe3f4eb)},
        .wait = {rgb(0x8a5a00), rgb(0xfdf3d7)},
        .bad = {rgb(0xc12626), rgb(0xfdeaea)},
        .off = {rgb(0x5f6875), rgb(0xeef0f3)},
        .selection = rgb(0xeef2ff),
        .onAccent = rgb(0xffffff),
        .wave = rgb(0x8aa0ea),
        .cut = rgb(0xd9dde4),
    };
    static const Tokens dark = {
        .background = rgb(0x16181d),
        .panel = rgb(0x1d2026),
        .side = rgb(0x191c21),
        .line = rgb(0x2c3038),
        .text = rgb(0xe6e9ee),
        .muted = rgb(0x9aa4b2),
        .faint = rgb(0x8a94a2),
        .accent = {rgb(0x8ea6ff), rgb(0x252c45)},
        .ok = {rgb(0x5fce95), rgb(0x17332a)},
        .wait = {rgb(0xe7b84d), rgb(0x3a3018)},
        .bad = {rgb(0xff8787), rgb(0x41211f)},
        .off = {rgb(0x9aa4b2), rgb(0x262a31)},
        .selection = rgb(0x232838),
        .onAccent = rgb(0x16181d),
        .wave = rgb(0x6f86d8),
        .cut = rgb(0x343943),
    };
    return scheme == Scheme::Dark ? dark : light;
}

}   // namespace theme
