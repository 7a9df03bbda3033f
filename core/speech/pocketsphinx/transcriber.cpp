#include "core/speech/pocketsphinx/transcriber.h"

#include "core/speech/listening.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <cstring>
#include <pocketsphinx.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/err.h>

using base::ErrorKind;
using domain::Word;
using namespace Qt::StringLiterals;

namespace speech::pocketsphinx {

static constexpr PieceRules pieceRules{.longest = MediaTime(20'000'000), .longestPause = MediaTime(700'000)};
static constexpr MediaTime frameLength{10'000};
static constexpr size_t blockSamples = WavFile::sampleRateHz / 2;   // between two looks at the stop token

namespace {
struct Free {
    void operator()(ps_decoder_t *decoder) const { ps_free(decoder); }
    void operator()(cmd_ln_t *options) const { cmd_ln_free_r(options); }
};

class Decoder {
public:
    Result<> load(const QString &model);
    Result<QList<Word>> hear(
        const Piece &piece, const std::vector<qint16> &samples, const Progress &progress, const StopToken &stop);

private:
    Result<> adaptTo(const std::vector<qint16> &samples);
    [[nodiscard]] QList<Word> words(MediaTime offset);

    std::unique_ptr<cmd_ln_t, Free> m_options;
    std::unique_ptr<ps_decoder_t, Free> m_decoder;
};
}   // namespace

Result<> Decoder::load(const QString &model)
{
    err_set_logfp(nullptr);
    const auto path = [&model](const char *file) { return QFile::encodeName(model + u'/' + QLatin1StringView(file)); };
    m_options.reset(cmd_ln_init(nullptr, ps_args(), TRUE, "-hmm", path("en-us").constData(), "-lm",
        path("en-us.lm.bin").constData(), "-dict", path("cmudict-en-us.dict").constData(), "-cmn", "live",
        "-remove_silence", "no",   // else times would not count it
        nullptr));
    if (m_options)
        m_decoder.reset(ps_init(m_options.get()));
    if (!m_decoder)
        return base::fail(ErrorKind::NotFound,
            u"PocketSphinx cannot load its model from %1. Install the package pocketsphinx-en-us."_s.arg(model));
    return {};
}

/// Tells the decoder how the piece sounds on average before it hears it, and nothing of the pieces before: so a resumed
/// run equals an undisturbed one, and yet the search can go in blocks that a stop interrupts.
Result<> Decoder::adaptTo(const std::vector<qint16> &samples)
{
    fe_t *frontEnd = ps_get_fe(m_decoder.get());
    cmn_t *mean = ps_get_feat(m_decoder.get())->cmn_struct;
    const qint16 *next = samples.data();
    size_t left = samples.size();
    int32 frames = 0;
    fe_start_stream(frontEnd);
    fe_start_utt(frontEnd);
    fe_process_frames(frontEnd, nullptr, &left, nullptr, &frames, nullptr);   // says how many there will be
    ++frames;   // the last one may come late
    std::vector<mfcc_t> values(size_t(frames) * mean->veclen);
    std::vector<mfcc_t *> rows(static_cast<size_t>(frames));
    for (int32 i = 0; i < frames; ++i)
        rows[size_t(i)] = values.data() + size_t(i) * mean->veclen;
    fe_process_frames(frontEnd, &next, &left, rows.data(), &frames, nullptr);
    int32 late = 0;
    fe_end_utt(frontEnd, rows[size_t(frames)], &late);

    std::vector<mfcc_t> sums(mean->veclen);
    int loud = 0;
    for (int32 i = 0; i < frames; ++i) {
        if (rows[size_t(i)][0] < 0)   // silence would pull the mean away from the voice
            continue;
        ++loud;
        for (size_t k = 0; k < sums.size(); ++k)
            sums[k] += rows[size_t(i)][k];
    }
    for (mfcc_t &sum : sums)
        sum /= static_cast<mfcc_t>(std::max(1, loud));
    cmn_live_set(mean, sums.data());
    return ps_start_stream(m_decoder.get()) < 0 || ps_start_utt(m_decoder.get()) < 0
        ? Result<>(base::fail(ErrorKind::Internal, u"PocketSphinx failed on this sound."_s))
        : Result<>();
}

QList<Word> Decoder::words(MediaTime offset)
{
    static const QRegularExpression variant(u"\\(\\d+\\)$"_s);
    QList<Word> words;
    for (ps_seg_t *part = ps_seg_iter(m_decoder.get()); part; part = ps_seg_next(part)) {
        const char *text = ps_seg_word(part);
        const bool isSound = text[0] == '<' || text[0] == '[' || std::strncmp(text, "++", 2) == 0;
        if (isSound)
            continue;
        int first = 0;
        int last = 0;
        ps_seg_frames(part, &first, &last);
        const int32 probability = ps_seg_prob(part, nullptr, nullptr, nullptr);
        words += Word{.text = QString::fromUtf8(text).remove(variant),
            .source = {offset + first * frameLength, offset + (last + 1) * frameLength},
            .confidence = std::clamp(logmath_exp(ps_get_logmath(m_decoder.get()), probability), 0.0, 1.0)};
    }
    return words;
}

Result<QList<Word>> Decoder::hear(
    const Piece &piece, const std::vector<qint16> &samples, const Progress &progress, const StopToken &stop)
{
    const auto failed = base::fail(ErrorKind::Internal, u"PocketSphinx failed on this sound."_s);
    TRY_DO(adaptTo(samples));
    Result<> going;
    for (size_t at = 0; at < samples.size() && going; at += blockSamples) {
        const size_t count = std::min(blockSamples, samples.size() - at);
        if (ps_process_raw(m_decoder.get(), samples.data() + at, count, FALSE, FALSE) < 0)
            going = failed;
        else
            going = stop.check();
        progress(double(at + count) / double(samples.size()));
    }
    if (ps_end_utt(m_decoder.get()) < 0 && going)
        going = failed;
    TRY_DO(going);
    return words(piece.span.start);
}

Transcriber::Transcriber(QString model)
    : m_model(std::move(model))
{
}

QString Transcriber::defaultModel() { return u"/usr/share/pocketsphinx/model/en-us"_s; }

bool Transcriber::isInstalled(const QString &model)
{
    const QStringList files{u"en-us/mdef"_s, u"en-us.lm.bin"_s, u"cmudict-en-us.dict"_s};
    return std::all_of(
        files.begin(), files.end(), [&](const QString &file) { return QFileInfo::exists(model + u'/' + file); });
}

QString Transcriber::name() const { return u"PocketSphinx (rough, English)"_s; }

Result<domain::Transcript> Transcriber::transcribe(
    const TranscriptionRequest &request, const Progress &progress, const StopToken &stop)
{
    if (request.language != "auto"_L1 && request.language != "en"_L1)
        return base::fail(ErrorKind::Invalid, u"PocketSphinx hears English only, not \"%1\"."_s.arg(request.language));
    Decoder decoder;
    const Listening listening{
        .identity = {{"engine"_L1, "PocketSphinx"_L1}, {"model"_L1, m_model}},
        .rules = pieceRules,
        .prepare = [&](WavFile &, const QList<Piece> &) { return decoder.load(m_model); },
        .hear = [&](const Piece &piece, const std::vector<qint16> &samples,
                    const Progress &within) { return decoder.hear(piece, samples, within, stop); },
        .language = [] { return u"en"_s; },
    };
    TRY(auto transcript, listen(request, listening, progress, stop));
    transcript.engine = u"PocketSphinx en-us"_s;
    transcript.rough = true;
    return transcript;
}

}   // namespace speech::pocketsphinx
