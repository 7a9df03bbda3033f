#include "core/domain/frame_rate.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static constexpr FrameRate broadcastRates[] = {{24000, 1001}, {30000, 1001}, {60000, 1001}};
static constexpr double fewest = 24;   // that editing programs can count in
static constexpr double most = 60;

FrameRate FrameRate::forPictures(double perSecond)
{
    if (!(perSecond > 0))
        return {};
    for (const auto &rate : broadcastRates)
        if (std::abs(perSecond - rate.perSecond()) < rate.perSecond() * 0.0005)
            return rate;
    const double whole = perSecond < fewest - 0.5 ? perSecond * std::ceil(fewest / perSecond) : perSecond;
    return {.frames = std::llround(std::min(whole, most)), .seconds = 1};
}

qint64 FrameRate::frameAt(MediaTime time) const
{
    const qint64 second = seconds * 1'000'000;
    return (time.count() * frames + second / 2) / second;
}

MediaTime FrameRate::timeOf(qint64 frame) const
{
    return MediaTime((frame * seconds * 1'000'000 + frames / 2) / frames);
}

QString FrameRate::timecode(qint64 frame) const
{
    const qint64 second = frame / nominal();
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    return QStringList{two(second / 3600), two(second / 60 % 60), two(second % 60), two(frame % nominal())}.join(u':');
}

Result<qint64> FrameRate::frameOf(const QString &timecode) const
{
    static const QRegularExpression form(u"^(\\d{2}):(\\d{2}):(\\d{2})([:;.,])(\\d{2})$"_s);
    const auto match = form.match(timecode);
    if (!match.hasMatch())
        return fail(ErrorKind::Invalid,
            u"%1 is no timecode: it must look like 00:01:02:03, with the frames at the end."_s.arg(timecode));
    if (match.captured(4) != ":"_L1)
        return fail(
            ErrorKind::Invalid, u"%1 is a drop-frame timecode. Export the list as non-drop frame."_s.arg(timecode));
    const qint64 second =
        (match.captured(1).toLongLong() * 60 + match.captured(2).toLongLong()) * 60 + match.captured(3).toLongLong();
    const qint64 frame = match.captured(5).toLongLong();
    if (frame >= nominal())
        return fail(ErrorKind::Invalid,
            u"%1 has a frame %2, but this recording is counted in %3 frames a second. Export the list at that rate."_s
                .arg(timecode)
                .arg(frame)
                .arg(nominal()));
    return second * nominal() + frame;
}

}   // namespace domain
