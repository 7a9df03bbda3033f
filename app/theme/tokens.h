#pragma once

#include <QColor>

namespace theme {

enum class Scheme { Light, Dark };

/// Words on a ground, for pills and messages: at least 4.5 to 1.
struct Tone {
    QColor text;
    QColor background;
};

/// The colours of one scheme. Everything that is painted takes them from here.
struct Tokens {
    QColor background;   // fields
    QColor panel;   // content
    QColor side;   // sidebar, status bar
    QColor line;   // separators, borders
    QColor text;
    QColor muted;   // secondary
    QColor faint;   // headers, units
    Tone accent;   // links, running
    Tone ok;   // done
    Tone wait;   // waiting with a reason
    Tone bad;   // failed, needs a person
    Tone off;   // not started, skipped
    QColor selection;   // of a row
    QColor onAccent;   // on a filled accent button
    QColor wave;   // waveform, kept
    QColor cut;   // waveform, removed
};

const Tokens &tokens(Scheme scheme);

/// Sizes in logical pixels, multiples of four.
namespace metrics {
inline constexpr int row = 44;
inline constexpr int toolbar = 48;
inline constexpr int filterRow = 46;
inline constexpr int statusBar = 28;
inline constexpr int sidebar = 196;
inline constexpr int narrowSidebar = 52;
inline constexpr int narrowWindow = 900;   // below, the sidebar shows icons only
inline constexpr int margin = 16;
inline constexpr int cellPadding = 8;   // beside the words of a cell
inline constexpr int pillRadius = 5;
inline constexpr int controlRadius = 6;
inline constexpr int cardRadius = 8;
}   // namespace metrics

}   // namespace theme
