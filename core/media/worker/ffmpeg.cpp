#include "core/media/worker/ffmpeg.h"

#include <array>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

QString avText(int code)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return QString::fromLocal8Bit(text.data());
}

tl::unexpected<base::Error> avFail(const QString &doing, int code)
{
    const auto sentence = [&](const QString &reason) { return u"Cannot %1: %2."_s.arg(doing, reason); };
    switch (code) {
    case AVERROR(ENOMEM):
        return base::fail(ErrorKind::Forbidden, sentence(u"it needs more memory than one recording may take"_s));
    case AVERROR(EFBIG):
        return base::fail(ErrorKind::Forbidden, sentence(u"the output grows beyond all proportion"_s));
    case AVERROR(EACCES):
    case AVERROR(EPERM):
    case AVERROR(EROFS):
        return base::fail(ErrorKind::Forbidden, sentence(avText(code)));
    case AVERROR(ENOENT):
        return base::fail(ErrorKind::NotFound, sentence(avText(code)));
    case AVERROR(ENOSPC):
    case AVERROR(EDQUOT):
    case AVERROR(EIO):
    case AVERROR(EMFILE):
        return base::fail(ErrorKind::Unavailable, sentence(avText(code)));
    case AVERROR_INVALIDDATA:
    case AVERROR_EOF:
        return base::fail(ErrorKind::Corrupt, sentence(u"it is damaged"_s));
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
    case AVERROR(ENOSYS):
        return base::fail(ErrorKind::Invalid, sentence(u"this kind of recording is not supported"_s));
    default:
        return base::fail(ErrorKind::Internal, sentence(avText(code)));
    }
}

QString clockText(MediaTime time)
{
    const qint64 seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    const auto twoDigits = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QChar(u'0')); };
    if (seconds < 3'600)
        return u"%1:%2"_s.arg(seconds / 60).arg(twoDigits(seconds % 60));
    return u"%1:%2:%3"_s.arg(seconds / 3'600).arg(twoDigits(seconds / 60 % 60), twoDigits(seconds % 60));
}

}   // namespace media::worker
