#include "core/speech/whisper/model_file.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <array>
#include <ggml.h>
#include <set>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace speech::whisper {

static constexpr quint32 magic = 0x67676d6c;   // "ggml"

namespace {
/// Numbers from a file; after its end all are 0 and ok() is false.
class Reader {
public:
    explicit Reader(const QString &path)
        : m_file(path)
    {
    }

    bool open() { return m_file.open(QIODevice::ReadOnly); }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_file.pos() == m_file.size(); }
    [[nodiscard]] QString error() const { return m_file.errorString(); }

    qint32 number()
    {
        qint32 value = 0;
        m_ok = m_ok && m_file.read(reinterpret_cast<char *>(&value), sizeof value) == sizeof value;
        return m_ok ? qFromLittleEndian(value) : 0;
    }
    QByteArray bytes(qint64 count)
    {
        QByteArray read = m_file.read(count);
        m_ok = m_ok && read.size() == count;
        return read;
    }
    void skip(qint64 count)
    {
        m_ok = m_ok && count >= 0 && count <= m_file.size() - m_file.pos() && m_file.seek(m_file.pos() + count);
    }

private:
    QFile m_file;
    bool m_ok = true;
};

struct Shape {
    qint32 vocabulary, audioContext, audioState, audioHeads, audioLayers, textContext, textState, textHeads, textLayers,
        mels, type;
};
}   // namespace

/// Whether it is a size that Whisper comes in; the library takes any number for true.
static bool isKnown(const Shape &shape)
{
    static const std::set<qint32> states = {384, 512, 768, 1024, 1280};
    static const std::set<qint32> layers = {4, 6, 12, 24, 32};
    const auto headsFit = [](qint32 state, qint32 heads) { return heads >= 4 && heads <= 32 && state % heads == 0; };
    return shape.vocabulary >= 51'864 && shape.vocabulary <= 51'866 && shape.audioContext == 1'500
        && states.contains(shape.audioState) && shape.textState == shape.audioState && shape.textContext == 448
        && layers.contains(shape.audioLayers) && shape.textLayers >= 1 && shape.textLayers <= 32
        && headsFit(shape.audioState, shape.audioHeads) && headsFit(shape.textState, shape.textHeads)
        && (shape.mels == 80 || shape.mels == 128) && shape.type >= 0;
}

static bool skipVocabulary(Reader &reader, qint32 most)
{
    constexpr qint32 longestToken = 1'024;
    const qint32 count = reader.number();
    if (count <= 0 || count > most)
        return false;
    for (qint32 i = 0; i < count && reader.ok(); ++i) {
        const qint32 length = reader.number();
        if (length < 0 || length > longestToken)
            return false;
        reader.skip(length);
    }
    return reader.ok();
}

static bool skipTensor(Reader &reader)
{
    constexpr qint32 mostDimensions = 4;
    constexpr qint32 longestName = 256;
    constexpr qint64 mostElements = 1LL << 31;
    static const std::set<qint32> types = {GGML_TYPE_F32, GGML_TYPE_F16, GGML_TYPE_Q4_0, GGML_TYPE_Q4_1, GGML_TYPE_Q5_0,
        GGML_TYPE_Q5_1, GGML_TYPE_Q8_0, GGML_TYPE_Q2_K, GGML_TYPE_Q3_K, GGML_TYPE_Q4_K, GGML_TYPE_Q5_K, GGML_TYPE_Q6_K};
    const qint32 dimensions = reader.number();
    const qint32 nameLength = reader.number();
    const qint32 type = reader.number();
    if (dimensions < 1 || dimensions > mostDimensions || nameLength < 1 || nameLength > longestName
        || !types.contains(type))
        return false;
    qint64 elements = 1;
    for (qint32 i = 0; i < dimensions; ++i) {
        const qint32 length = reader.number();
        if (length < 1 || length > mostElements / elements)
            return false;
        elements *= length;
    }
    reader.skip(nameLength);
    const auto kind = static_cast<ggml_type>(type);
    reader.skip(elements / ggml_blck_size(kind) * qint64(ggml_type_size(kind)));
    return reader.ok();
}

Result<ModelFile> inspectModel(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    Reader reader(path);
    if (!reader.open())
        return base::fail(ErrorKind::NotFound, u"Cannot read the model %1: %2."_s.arg(path, reader.error()));
    if (quint32(reader.number()) != magic)
        return base::fail(ErrorKind::Invalid, u"%1 is not a speech model for whisper.cpp (ggml format)."_s.arg(name));
    Shape shape{};
    for (qint32 *field :
        {&shape.vocabulary, &shape.audioContext, &shape.audioState, &shape.audioHeads, &shape.audioLayers,
            &shape.textContext, &shape.textState, &shape.textHeads, &shape.textLayers, &shape.mels, &shape.type})
        *field = reader.number();
    if (!reader.ok() || !isKnown(shape))
        return base::fail(ErrorKind::Invalid, u"%1 is not a speech model for whisper.cpp."_s.arg(name));

    const auto damaged = base::fail(
        ErrorKind::Corrupt, u"The model %1 is damaged or was not downloaded whole. Install it again."_s.arg(name));
    const qint32 filterMels = reader.number();
    const qint32 filterBins = reader.number();
    if (filterMels != shape.mels || filterBins != 201)
        return damaged;
    reader.skip(qint64(filterMels) * filterBins * qint64(sizeof(float)));
    if (!skipVocabulary(reader, shape.vocabulary))
        return damaged;
    const ModelFile model{.multilingual = shape.vocabulary >= 51'865, .weightless = reader.atEnd()};
    while (!reader.atEnd())
        if (!skipTensor(reader))
            return damaged;
    return model;
}

Result<> inspectDetector(const QString &path)
{
    Reader reader(path);
    if (!reader.open())
        return base::fail(ErrorKind::NotFound, u"Cannot read the model %1: %2."_s.arg(path, reader.error()));
    if (quint32(reader.number()) != magic || !reader.bytes(reader.number() == 10 ? 10 : 0).startsWith("silero"))
        return base::fail(
            ErrorKind::Invalid, u"%1 is not a Silero model for whisper.cpp."_s.arg(QFileInfo(path).fileName()));
    return {};
}

}   // namespace speech::whisper
