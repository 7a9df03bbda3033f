#include "core/media/worker/audio_reader.h"
#include "core/media/worker/commands.h"
#include "core/media/worker/output.h"

#include <QtEndian>

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

using base::ErrorKind;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace media::worker {

static constexpr int windowsPerSecond = 100;   // domain::Loudness::window
static constexpr int speechRateHz = 16'000;
static constexpr int speechPerWindow = speechRateHz / windowsPerSecond;
static constexpr int wavHeaderBytes = 44;
static constexpr float quietest = -90;
static constexpr MediaTime longest = 36h;   // a WAV file ends at 4 GB

// Chunks begin on whole seconds, so that windows and the resampler's phase line up, and are the same whatever the
// number of threads; every chunk decodes with a fresh decoder. So the result cannot depend on the threads.
static constexpr MediaTime chunkLength = 60s;
static constexpr MediaTime resamplerWarmUp = 1s;   // a whole one, for rates that 10 ms do not divide

namespace {
struct Sinks {
    ByteFile loudness;
    ByteFile waveform;
    ByteFile speech;
};

/// Loudness, peaks and 16 kHz of one chunk, from a seamless line of blocks.
class ChunkAnalysis {
public:
    ChunkAnalysis(Sinks &sinks, int rateHz, qint64 firstWindow, qint64 endWindow)
        : m_sinks(sinks)
        , m_rateHz(rateHz)
        , m_window(firstWindow)
        , m_endWindow(endWindow)
        , m_windowEnd(sampleOf(firstWindow + 1))
        , m_position(sampleOf(firstWindow))
        , m_written(firstWindow)
    {
    }

    /// `warmUp` samples of the first blocks come before the chunk.
    Result<> start(qint64 warmUp);
    Result<> feed(const AudioBlock &block);
    /// Silence up to `endWindow`, then the last bytes.
    Result<> finish(qint64 endWindow);

private:
    [[nodiscard]] qint64 sampleOf(qint64 window) const { return window * m_rateHz / windowsPerSecond; }
    void mix(const AudioBlock &block);
    void measure(const AudioBlock &block);
    void closeWindow();
    Result<> resample(const float *mono, int samples);
    Result<> write();

    Sinks &m_sinks;
    int m_rateHz;
    qint64 m_window;   // the open one
    qint64 m_endWindow;
    qint64 m_windowEnd;   // in samples
    qint64 m_position;   // up to here it is measured, in samples
    qint64 m_written;   // windows
    std::array<float, 64> m_sums{};   // of squares, per channel
    float m_lowest = 1;
    float m_highest = -1;
    std::vector<float> m_mono;
    std::vector<float> m_decibels;   // from window m_written on
    std::vector<int8_t> m_peaks;
    std::vector<int16_t> m_speech;
    ResamplerPtr m_resampler;
    qint64 m_drop = 0;   // samples of the resampler's warm-up
};
}   // namespace

Result<> ChunkAnalysis::start(qint64 warmUp)
{
    AVChannelLayout mono{};
    av_channel_layout_default(&mono, 1);
    SwrContext *raw = nullptr;
    swr_alloc_set_opts2(&raw, &mono, AV_SAMPLE_FMT_S16, speechRateHz, &mono, AV_SAMPLE_FMT_FLT, m_rateHz, 0, nullptr);
    m_resampler.reset(raw);
    av_opt_set_int(raw, "filter_size", 16, 0);   // half the work; what it loses lies above speech
    av_opt_set_double(raw, "cutoff", 0.92, 0);
    if (const int code = swr_init(raw); code < 0)
        return avFail(u"convert the sound"_s, code);
    m_drop = av_rescale(warmUp, speechRateHz, m_rateHz);
    return {};
}

static float sumOfSquares(const float *samples, qint64 count)
{
    std::array<float, 8> sums{};
    qint64 i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t k = 0; k < 8; ++k)
            sums[k] += samples[i + qint64(k)] * samples[i + qint64(k)];
    float sum = 0;
    for (; i < count; ++i)
        sum += samples[i] * samples[i];
    for (const float part : sums)
        sum += part;
    return sum;
}

/// Widens lowest and highest to what the samples reach; in lanes, for the sake of vector instructions.
static void widen(const float *samples, qint64 count, float &lowest, float &highest)
{
    std::array<float, 8> low;
    std::array<float, 8> high;
    low.fill(lowest);
    high.fill(highest);
    qint64 i = 0;
    for (; i + 8 <= count; i += 8) {
        for (size_t k = 0; k < 8; ++k) {
            low[k] = std::min(low[k], samples[i + qint64(k)]);
            high[k] = std::max(high[k], samples[i + qint64(k)]);
        }
    }
    for (; i < count; ++i) {
        low[0] = std::min(low[0], samples[i]);
        high[0] = std::max(high[0], samples[i]);
    }
    lowest = *std::min_element(low.begin(), low.end());
    highest = *std::max_element(high.begin(), high.end());
}

/// sums = (sums + samples) * scale; in lanes, too.
static void add(float *__restrict sums, const float *__restrict samples, qint64 count, float scale)
{
    qint64 i = 0;
    for (; i + 8 <= count; i += 8)
        for (qint64 k = 0; k < 8; ++k)
            sums[i + k] = (sums[i + k] + samples[i + k]) * scale;
    for (; i < count; ++i)
        sums[i] = (sums[i] + samples[i]) * scale;
}

void ChunkAnalysis::mix(const AudioBlock &block)
{
    m_mono.assign(block.planes[0], block.planes[0] + block.samples);
    for (int channel = 1; channel < block.channels; ++channel)
        add(m_mono.data(), block.planes[channel], block.samples,
            channel + 1 == block.channels ? 1.0F / static_cast<float>(block.channels) : 1.0F);
}

void ChunkAnalysis::closeWindow()
{
    const auto samples = static_cast<float>(m_windowEnd - sampleOf(m_window));
    const float loudest = *std::max_element(m_sums.begin(), m_sums.end()) / std::max(samples, 1.0F);
    m_decibels.push_back(
        loudest > 0 && std::isfinite(loudest) ? std::max(quietest, 10 * std::log10(loudest)) : quietest);
    const auto peak = [](float value) {
        return static_cast<int8_t>(std::lround(std::clamp(std::isfinite(value) ? value : 0.0F, -1.0F, 1.0F) * 127));
    };
    m_peaks.push_back(m_lowest > m_highest ? int8_t(0) : peak(m_lowest));
    m_peaks.push_back(m_lowest > m_highest ? int8_t(0) : peak(m_highest));
    m_sums.fill(0);
    m_lowest = 1;
    m_highest = -1;
    ++m_window;
    m_windowEnd = sampleOf(m_window + 1);
}

void ChunkAnalysis::measure(const AudioBlock &block)
{
    while (m_position < block.end() && m_window < m_endWindow) {
        const qint64 offset = m_position - block.position;
        const qint64 count = std::min(block.end(), m_windowEnd) - m_position;
        for (int channel = 0; channel < block.channels; ++channel)
            m_sums[static_cast<size_t>(channel)] += sumOfSquares(block.planes[channel] + offset, count);
        widen(m_mono.data() + offset, count, m_lowest, m_highest);
        m_position += count;
        if (m_position == m_windowEnd)
            closeWindow();
    }
}

Result<> ChunkAnalysis::resample(const float *mono, int samples)
{
    const int room = swr_get_out_samples(m_resampler.get(), samples);
    const size_t before = m_speech.size();
    m_speech.resize(before + static_cast<size_t>(std::max(room, 0)));
    auto *output = reinterpret_cast<uint8_t *>(m_speech.data() + before);
    const auto *input = reinterpret_cast<const uint8_t *>(mono);
    const int got = swr_convert(
        m_resampler.get(), &output, room, mono != nullptr ? &input : nullptr, mono != nullptr ? samples : 0);
    if (got < 0)
        return avFail(u"convert the sound"_s, got);
    m_speech.resize(before + static_cast<size_t>(got));
    const auto dropped = std::min<qint64>(m_drop, got);
    m_speech.erase(m_speech.begin() + qint64(before), m_speech.begin() + qint64(before) + dropped);
    m_drop -= dropped;
    return {};
}

Result<> ChunkAnalysis::feed(const AudioBlock &block)
{
    mix(block);
    measure(block);
    TRY_DO(resample(m_mono.data(), block.samples));
    return m_speech.size() > size_t(speechRateHz) * 4 ? write() : Result<>();
}

/// Writes whole windows for which everything is known.
Result<> ChunkAnalysis::write()
{
    const auto windows = static_cast<qint64>(std::min(m_decibels.size(), m_speech.size() / speechPerWindow));
    TRY_DO(m_sinks.loudness.writeAt(
        m_written * qint64(sizeof(float)), m_decibels.data(), windows * qint64(sizeof(float))));
    TRY_DO(m_sinks.waveform.writeAt(m_written * 2, m_peaks.data(), windows * 2));
    TRY_DO(m_sinks.speech.writeAt(wavHeaderBytes + m_written * speechPerWindow * qint64(sizeof(int16_t)),
        m_speech.data(), windows * speechPerWindow * qint64(sizeof(int16_t))));
    m_decibels.erase(m_decibels.begin(), m_decibels.begin() + windows);
    m_peaks.erase(m_peaks.begin(), m_peaks.begin() + windows * 2);
    m_speech.erase(m_speech.begin(), m_speech.begin() + windows * speechPerWindow);
    m_written += windows;
    return {};
}

Result<> ChunkAnalysis::finish(qint64 endWindow)
{
    static const std::vector<float> zeros(4'096);
    const float *plane = zeros.data();
    for (qint64 left = sampleOf(endWindow) - m_position; left > 0; left = sampleOf(endWindow) - m_position) {
        const auto samples = static_cast<int>(std::min<qint64>(left, qint64(zeros.size())));
        TRY_DO(feed({.position = m_position, .samples = samples, .channels = 1, .planes = &plane}));
    }
    TRY_DO(resample(nullptr, 0));
    m_speech.resize(static_cast<size_t>((endWindow - m_written) * speechPerWindow));
    return write();
}

namespace {
/// The whole work: chunks, threads, and what is left to do once.
class Analysis {
public:
    Analysis(const QByteArray &path, Input &input, Sinks &sinks, const Report &report)
        : m_path(path)
        , m_input(input)
        , m_sinks(sinks)
        , m_report(report)
        , m_rateHz(std::clamp(input.audio()->codecpar->sample_rate, 1'000, 1'000'000))
        , m_chunks(input.isIndexed(input.audio()) ? std::max<qint64>(1, input.duration() / chunkLength) : 1)
    {
    }

    Result<> run(int threads);

private:
    Result<> runChunk(Input &input, qint64 chunk);
    void work();
    Result<> checkEnd();
    [[nodiscard]] qint64 windowAfter(qint64 sample) const
    {
        return (sample * windowsPerSecond + m_rateHz - 1) / m_rateHz;
    }

    const QByteArray &m_path;
    Input &m_input;
    Sinks &m_sinks;
    const Report &m_report;
    int m_rateHz;
    qint64 m_chunks;
    qint64 m_soundEnd = 0;   // samples; set by the last chunk
    qint64 m_windows = 0;   // the same
    std::atomic<qint64> m_next = 0;
    std::atomic<qint64> m_done = 0;   // samples
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex;
    Result<> m_result;   // the first failure
};
}   // namespace

Result<> Analysis::runChunk(Input &input, qint64 chunk)
{
    const bool last = chunk == m_chunks - 1;
    const MediaTime start = chunk * chunkLength;
    const MediaTime from = std::max(start - resamplerWarmUp, MediaTime(0));
    const qint64 firstWindow = start / domain::Loudness::window;
    const qint64 endWindow =
        last ? longest / domain::Loudness::window : (start + chunkLength) / domain::Loudness::window;
    const qint64 enough =
        endWindow * m_rateHz / windowsPerSecond + (last ? 0 : m_rateHz / 10);   // the resampler's tail

    TRY(AudioReader reader, AudioReader::open(input, input.audio(), {.rateHz = m_rateHz, .channels = 0}, from));
    ChunkAnalysis analysis(m_sinks, m_rateHz, firstWindow, endWindow);
    TRY_DO(analysis.start(fromMediaTime(start - from, {1, m_rateHz})));
    const double whole = std::max(1.0, base::toSeconds(m_input.duration()) * m_rateHz);
    while (reader.position() < enough && !m_failed) {
        TRY(const auto block, reader.next());
        if (!block)
            break;
        TRY_DO(analysis.feed(*block));
        m_done += block->samples;
        m_report(std::min(1.0, static_cast<double>(m_done) / whole));
    }
    if (!last)
        return analysis.finish(endWindow);
    if (reader.position() >= enough)
        return base::fail(ErrorKind::Forbidden, u"The recording is longer than 36 hours."_s);
    m_soundEnd = reader.position();
    m_windows = std::max<qint64>(windowAfter(m_soundEnd),
        (std::min(m_input.duration(), longest) + domain::Loudness::window - MediaTime(1)) / domain::Loudness::window);
    return analysis.finish(m_windows);
}

void Analysis::work()
{
    const auto fails = [this](const base::Error &error) {
        const std::lock_guard lock(m_mutex);
        if (!m_failed.exchange(true))
            m_result = base::fail(error);
    };
    const auto input = Input::open(m_path, Input::Streams::FromHeader);
    if (!input)
        return fails(input.error());
    (*input)->startWith(m_input);
    for (qint64 chunk = m_next++; chunk < m_chunks && !m_failed; chunk = m_next++)
        if (const auto result = runChunk(**input, chunk); !result)
            return fails(result.error());
}

/// Sound that ends long before the container does, while nothing else goes on: the file was cut off.
Result<> Analysis::checkEnd()
{
    const MediaTime heard = toMediaTime(m_soundEnd, {1, m_rateHz});
    const MediaTime promised = m_input.duration();
    const MediaTime tolerated = std::max<MediaTime>(1s, promised / 50);
    if (heard + tolerated >= promised || m_input.isIndexed(m_input.audio()) || m_input.isDurationMeasured())
        return {};
    TRY(const MediaTime end, m_input.readableEnd(heard));
    if (end + tolerated >= promised)
        return {};
    return base::fail(ErrorKind::Corrupt,
        u"The recording is cut off: it can be read up to %1 of %2. Copy or download it again."_s.arg(
            clockText(end), clockText(promised)));
}

template <class Number> static void append(QByteArray &bytes, Number value)
{
    const Number little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

static QByteArray wavHeader(qint64 samples)
{
    const auto bytes = static_cast<quint32>(samples * qint64(sizeof(int16_t)));
    QByteArray header = "RIFF";
    append<quint32>(header, bytes + wavHeaderBytes - 8);
    header += "WAVEfmt ";
    append<quint32>(header, 16);
    append<quint16>(header, 1);   // PCM
    append<quint16>(header, 1);   // mono
    append<quint32>(header, speechRateHz);
    append<quint32>(header, speechRateHz * sizeof(int16_t));
    append<quint16>(header, sizeof(int16_t));
    append<quint16>(header, 16);
    header += "data";
    append<quint32>(header, bytes);
    return header;
}

Result<> Analysis::run(int threads)
{
    if (m_chunks == 1) {
        TRY_DO(runChunk(m_input, 0));
    } else {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < std::min<qint64>(threads, m_chunks); ++i)
            helpers.emplace_back([this] { work(); });
        work();
        helpers.clear();
        TRY_DO(m_result);
    }
    TRY_DO(checkEnd());

    const QByteArray header = wavHeader(m_windows * speechPerWindow);
    TRY_DO(m_sinks.speech.writeAt(0, header.constData(), header.size()));
    TRY_DO(m_sinks.speech.sync());
    TRY_DO(m_sinks.waveform.sync());
    return m_sinks.loudness.sync();
}

Result<> analyze(
    const QByteArray &path, const AnalysisFiles &files, int threads, const Limits &limits, const Report &report)
{
    TRY(const auto input, Input::open(path));
    if (input->audio() == nullptr)
        return base::fail(ErrorKind::Invalid, u"The recording has no sound."_s);
    allowProcessorTime(limits, input->duration());
    Sinks sinks;
    TRY(sinks.loudness, ByteFile::create(files.loudness));
    TRY(sinks.waveform, ByteFile::create(files.waveform));
    TRY(sinks.speech, ByteFile::create(files.speech));
    return Analysis(path, *input, sinks, report).run(threads);
}

}   // namespace media::worker
