#include "core/speech/whisper/transcriber.h"

#include "core/speech/listening.h"
#include "core/speech/whisper/library.h"
#include "core/speech/whisper/model_file.h"
#include "core/speech/whisper/word_builder.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>

using base::ErrorKind;
using domain::Word;
using namespace Qt::StringLiterals;

namespace speech::whisper {

// One window of Whisper is 30 s long, whatever is in it.
static constexpr PieceRules pieceRules{.longest = MediaTime(29'000'000), .longestPause = MediaTime(3'000'000)};
static constexpr float noSpeech = 0.6F;
static constexpr double improbable = -1;   // mean logarithm of the tokens' probabilities

namespace {
/// What the library's callbacks need to know.
struct Watch {
    const Progress &progress;
    const StopToken &stop;
};

/// A loaded model and the language it listens for.
class Session {
public:
    Session(const TranscriptionRequest &request, const StopToken &stop)
        : m_request(request)
        , m_stop(stop)
    {
    }

    Result<> load(const QString &path, const ModelFile &model);
    Result<> chooseLanguage(const std::vector<qint16> &samples);
    Result<QList<Word>> hear(const Piece &piece, const std::vector<qint16> &samples, const Progress &progress);
    [[nodiscard]] const QString &language() const { return m_language; }

private:
    [[nodiscard]] whisper_full_params parameters(Watch &watch) const;
    [[nodiscard]] Result<StatePtr> newState() const;
    void collect(whisper_state *state, int segment, WordBuilder &words) const;

    const TranscriptionRequest &m_request;
    const StopToken &m_stop;
    ContextPtr m_context;
    QString m_language;
    QByteArray m_languageCode;
    QByteArray m_prompt;
};
}   // namespace

static QByteArray promptOf(const TranscriptionRequest &request)
{
    QStringList parts;
    if (!request.prompt.trimmed().isEmpty())
        parts += request.prompt.trimmed();
    if (!request.vocabulary.isEmpty())
        parts += request.vocabulary.join(u", "_s) + u'.';
    return parts.join(u' ').toUtf8();
}

Result<> Session::load(const QString &path, const ModelFile &model)
{
    m_language = m_request.language == "auto"_L1 && !model.multilingual ? u"en"_s : m_request.language;
    if (m_language != "auto"_L1 && whisper_lang_id(m_language.toLatin1().constData()) < 0)
        return base::fail(ErrorKind::Invalid, u"Whisper does not know the language \"%1\"."_s.arg(m_language));
    if (!model.multilingual && m_language != "en"_L1)
        return base::fail(ErrorKind::Invalid,
            u"The model %1 hears English only. Choose one without \".en\"."_s.arg(QFileInfo(path).fileName()));
    m_languageCode = m_language.toLatin1();
    m_prompt = promptOf(m_request);
    auto contextParameters = whisper_context_default_params();
    contextParameters.use_gpu = false;
    m_context.reset(
        whisper_init_from_file_with_params_no_state(QFile::encodeName(path).constData(), contextParameters));
    if (!m_context)
        return base::fail(
            ErrorKind::Corrupt, u"The model %1 cannot be loaded. Install it again."_s.arg(QFileInfo(path).fileName()));
    return {};
}

Result<StatePtr> Session::newState() const
{
    StatePtr state(whisper_init_state(m_context.get()));
    if (!state)
        return base::fail(ErrorKind::Unavailable, u"There is not enough memory for the speech model."_s);
    return state;
}

Result<> Session::chooseLanguage(const std::vector<qint16> &samples)
{
    if (m_language != "auto"_L1)
        return {};
    TRY(const auto state, newState());
    const auto floats = toFloat(samples);
    int found = -1;
    if (whisper_pcm_to_mel_with_state(
            m_context.get(), state.get(), floats.data(), int(floats.size()), m_request.threads)
        == 0)
        found = whisper_lang_auto_detect_with_state(m_context.get(), state.get(), 0, m_request.threads, nullptr);
    TRY_DO(m_stop.check());
    if (found < 0)
        return base::fail(ErrorKind::Internal, u"The language could not be told. Set transcription.language."_s);
    m_languageCode = whisper_lang_str(found);
    m_language = QString::fromLatin1(m_languageCode);
    return {};
}

whisper_full_params Session::parameters(Watch &watch) const
{
    auto parameters = whisper_full_default_params(WHISPER_SAMPLING_GREEDY);
    parameters.n_threads = m_request.threads;
    parameters.no_context = true;
    parameters.print_progress = false;
    parameters.print_realtime = false;
    parameters.print_timestamps = false;
    parameters.token_timestamps = true;
    parameters.suppress_nst = true;
    parameters.no_speech_thold = noSpeech;
    parameters.language = m_languageCode.constData();
    parameters.initial_prompt = m_prompt.isEmpty() ? nullptr : m_prompt.constData();
    parameters.abort_callback = [](void *data) { return static_cast<Watch *>(data)->stop.stopRequested(); };
    parameters.abort_callback_user_data = &watch;
    parameters.progress_callback = [](whisper_context *, whisper_state *, int percent, void *data) {
        static_cast<Watch *>(data)->progress(std::min(1.0, percent / 100.0));
    };
    parameters.progress_callback_user_data = &watch;
    return parameters;
}

static MediaTime timeOf(int64_t hundredths) { return MediaTime(hundredths * 10'000); }

/// Adds a segment's words, unless the model itself thinks that nobody speaks there.
void Session::collect(whisper_state *state, int segment, WordBuilder &words) const
{
    const whisper_token endOfText = whisper_token_eot(m_context.get());
    QByteArray text;
    double logarithms = 0;
    QList<Token> tokens;
    for (int i = 0; i < whisper_full_n_tokens_from_state(state, segment); ++i) {
        const auto token = whisper_full_get_token_data_from_state(state, segment, i);
        if (token.id >= endOfText)
            continue;
        tokens += Token{.bytes = whisper_full_get_token_text_from_state(m_context.get(), state, segment, i),
            .start = timeOf(token.t0),
            .end = timeOf(token.t1),
            .logarithm = token.plog};
        text += tokens.last().bytes;
        logarithms += token.plog;
    }
    const bool silent = whisper_full_get_segment_no_speech_prob_from_state(state, segment) > noSpeech
        && logarithms < improbable * double(tokens.size());
    if (silent || isInvented(QString::fromUtf8(text).simplified()))
        return;
    for (const Token &token : tokens)
        words.add(token);
    words.flush();
}

Result<QList<Word>> Session::hear(const Piece &piece, const std::vector<qint16> &samples, const Progress &progress)
{
    // A state of its own: else what a piece sounds like would depend on those before it, and on where a run resumed.
    TRY(const auto state, newState());
    Watch watch{.progress = progress, .stop = m_stop};
    const auto floats = toFloat(samples);
    const int code =
        whisper_full_with_state(m_context.get(), state.get(), parameters(watch), floats.data(), int(floats.size()));
    TRY_DO(m_stop.check());
    if (code != 0)
        return base::fail(ErrorKind::Internal, u"whisper.cpp failed with code %1."_s.arg(code));
    WordBuilder words(piece.span.start, m_language);
    for (int i = 0; i < whisper_full_n_segments_from_state(state.get()); ++i)
        collect(state.get(), i, words);
    return words.words();
}

Transcriber::Transcriber(QString model, QString path, std::function<void(double)> measured)
    : m_model(std::move(model))
    , m_path(std::move(path))
    , m_measured(std::move(measured))
{
}

QString Transcriber::name() const { return u"whisper.cpp, model %1"_s.arg(m_model); }

Result<domain::Transcript> Transcriber::transcribe(
    const TranscriptionRequest &request, const Progress &progress, const StopToken &stop)
{
    quietLibrary();
    TRY(const auto model, inspectModel(m_path));
    Session session(request, stop);
    MediaTime heard{};
    QElapsedTimer timer;
    timer.start();
    const Listening listening{
        .identity = {{"engine"_L1, "whisper.cpp"_L1}, {"model"_L1, QFileInfo(m_path).fileName()},
            {"bytes"_L1, QFileInfo(m_path).size()}, {"language"_L1, request.language},
            {"prompt"_L1, QString::fromUtf8(promptOf(request))}},
        .rules = pieceRules,
        .prepare = [&](WavFile &wav, const QList<Piece> &pieces) -> Result<> {
            TRY_DO(session.load(m_path, model));
            TRY(const auto first, wav.read(pieces.first().span));
            return session.chooseLanguage(first);
        },
        .hear =
            [&](const Piece &piece, const std::vector<qint16> &samples, const Progress &within) {
                heard += piece.span.length();
                return session.hear(piece, samples, within);
            },
        .language = [&] { return session.language(); },
    };
    try {
        TRY(auto transcript, listen(request, listening, progress, stop));
        transcript.engine = u"whisper.cpp %1"_s.arg(m_model);
        if (constexpr MediaTime enough = std::chrono::seconds(20); m_measured && heard >= enough)
            m_measured(base::toSeconds(heard) * 1'000 / double(std::max<qint64>(1, timer.elapsed())));
        return transcript;
    } catch (const std::bad_alloc &) {
        return base::fail(ErrorKind::Unavailable, u"There is not enough memory for the model %1."_s.arg(m_model));
    } catch (const std::exception &exception) {
        return base::fail(ErrorKind::Internal, u"whisper.cpp failed: %1."_s.arg(QString::fromUtf8(exception.what())));
    }
}

}   // namespace speech::whisper
