#include "core/speech/models.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/speech/whisper/model_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace speech {

static constexpr QLatin1StringView detectorPrefix{"silero"};

/// Worst first: the order is the rank.
const QList<ModelInfo> &ModelManager::known()
{
    static const QString whisper = u"https://huggingface.co/ggerganov/whisper.cpp/resolve/main/"_s;
    static const QList<ModelInfo> table = {
        {.name = u"silero"_s,
            .file = u"ggml-silero-v6.2.0.bin"_s,
            .url = u"https://huggingface.co/ggml-org/whisper-vad/resolve/main/ggml-silero-v6.2.0.bin"_s,
            .bytes = 885'098,
            .sha256 = u"2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987"_s,
            .meaning = u"Tells speech from other sound"_s,
            .purpose = ModelInfo::Purpose::Detection},
        {.name = u"tiny.en"_s,
            .file = u"ggml-tiny.en.bin"_s,
            .url = whisper + u"ggml-tiny.en.bin"_s,
            .bytes = 77'704'715,
            .sha1 = u"c78c86eb1a8faa21b369bcd33207cc90d64ae9df"_s,
            .meaning = u"English only, fastest, mishears much"_s},
        {.name = u"tiny"_s,
            .file = u"ggml-tiny.bin"_s,
            .url = whisper + u"ggml-tiny.bin"_s,
            .bytes = 77'691'713,
            .sha1 = u"bd577a113a864445d4c299885e0cb97d4ba92b5f"_s,
            .meaning = u"Fastest, mishears much"_s},
        {.name = u"base"_s,
            .file = u"ggml-base.bin"_s,
            .url = whisper + u"ggml-base.bin"_s,
            .bytes = 147'951'465,
            .sha1 = u"465707469ff3a37a2b9b8d8f89f2f99de7299dac"_s,
            .meaning = u"Fair text for clear speech"_s},
        {.name = u"small"_s,
            .file = u"ggml-small.bin"_s,
            .url = whisper + u"ggml-small.bin"_s,
            .bytes = 487'601'967,
            .meaning = u"Good text, slower"_s},
        {.name = u"medium"_s,
            .file = u"ggml-medium.bin"_s,
            .url = whisper + u"ggml-medium.bin"_s,
            .bytes = 1'533'763'059,
            .meaning = u"Very good text, slow without a fast processor"_s},
        {.name = u"large-v3-turbo"_s,
            .file = u"ggml-large-v3-turbo.bin"_s,
            .url = whisper + u"ggml-large-v3-turbo.bin"_s,
            .bytes = 1'624'555'275,
            .meaning = u"The best text, slow without a fast processor"_s},
    };
    return table;
}

static const ModelInfo *findModel(const QString &name)
{
    const auto &table = ModelManager::known();
    const auto found =
        std::find_if(table.begin(), table.end(), [&name](const ModelInfo &model) { return model.name == name; });
    return found == table.end() ? nullptr : &*found;
}

/// "base" of "ggml-base.bin"; a file that the table does not know is called by its own name.
static QString nameOf(const QString &file)
{
    for (const ModelInfo &model : ModelManager::known())
        if (model.file == file)
            return model.name;
    QString name = QFileInfo(file).completeBaseName();
    return name.startsWith("ggml-"_L1) ? name.mid(5) : name;
}

static bool isDetector(const QString &name) { return name.startsWith(detectorPrefix); }

static int rankOf(const QString &name)
{
    const auto &table = ModelManager::known();
    for (int i = 0; i < int(table.size()); ++i)
        if (table[i].name == name)
            return i;
    return name.startsWith("for-tests"_L1) ? -1 : 0;
}

/// Remembers that a file of this size and time had the right hash.
static QString sealOf(const QString &path)
{
    const QFileInfo file(path);
    return u"%1 %2"_s.arg(file.size()).arg(file.lastModified().toMSecsSinceEpoch());
}
static QString sealPath(const QString &path) { return path + u".verified"_s; }

ModelManager::ModelManager(QStringList folders, net::HttpClient &http)
    : m_folders(std::move(folders))
    , m_http(http)
{
}

QStringList ModelManager::defaultFolders()
{
    QStringList folders = qEnvironmentVariable("DAILIES_MODELS").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    folders += QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/dailies/models"_s;
    return folders;
}

QList<ModelManager::Installed> ModelManager::installed() const
{
    QList<Installed> models;
    QStringList names;
    for (const QString &folder : m_folders)
        for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.bin"_s}, QDir::Files, QDir::Name)) {
            const QString path = file.absoluteFilePath();
            if (const QString name = nameOf(file.fileName()); !names.contains(name)) {
                names += name;
                models += Installed{.name = name,
                    .path = path,
                    .bytes = file.size(),
                    .verified =
                        QString::fromUtf8(base::readFile(sealPath(path)).value_or(QByteArray())) == sealOf(path)};
            }
        }
    return models;
}

std::optional<ModelManager::Installed> ModelManager::speechModel(const QString &name) const
{
    std::optional<Installed> best;
    for (const Installed &model : installed()) {
        const bool wanted = name.isEmpty() ? rankOf(model.name) >= 0 : model.name == name;
        if (wanted && !isDetector(model.name) && (!best || rankOf(model.name) > rankOf(best->name)))
            best = model;
    }
    return best;
}

std::optional<ModelManager::Installed> ModelManager::detectionModel() const
{
    for (const Installed &model : installed())
        if (isDetector(model.name))
            return model;
    return std::nullopt;
}

Result<QString> ModelManager::ownFolder() const
{
    for (const QString &folder : m_folders)
        if (QDir().mkpath(folder) && QFileInfo(folder).isWritable())
            return folder;
    return base::fail(
        ErrorKind::Forbidden, u"There is no folder to put models in. Set DAILIES_MODELS to one that can be written."_s);
}

static Result<QString> hashOf(const QString &path, QCryptographicHash::Algorithm algorithm, const StopToken &stop)
{
    constexpr qint64 block = 1 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorKind::NotFound, u"Cannot read %1: %2."_s.arg(path, file.errorString()));
    QCryptographicHash hash(algorithm);
    while (!file.atEnd()) {
        TRY_DO(stop.check());
        hash.addData(file.read(block));
    }
    return QString::fromLatin1(hash.result().toHex());
}

static Result<> inspect(const QString &path, const QString &name)
{
    if (isDetector(name))
        return whisper::inspectDetector(path);
    TRY_DO(whisper::inspectModel(path));
    return {};
}

/// Checks a new file and gives it its name.
Result<ModelManager::Installed> ModelManager::accept(
    const QString &part, const QString &name, const QString &file, const StopToken &stop) const
{
    TRY_DO(inspect(part, name));
    const ModelInfo *model = findModel(name);
    const bool bySha256 = model && !model->sha256.isEmpty();
    const QString wanted = !model ? QString() : bySha256 ? model->sha256 : model->sha1;
    if (!wanted.isEmpty()) {
        TRY(const QString hash, hashOf(part, bySha256 ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1, stop));
        if (hash != wanted)
            return base::fail(
                ErrorKind::Corrupt, u"The model %1 is not the published file: its hash differs."_s.arg(name));
    }
    const QString path = QFileInfo(part).dir().filePath(file);
    QFile::remove(path);
    QFile::remove(sealPath(path));
    TRY_DO(base::syncToDisk(part));
    TRY_DO(base::renameDurably(part, path));
    if (!wanted.isEmpty())
        TRY_DO(base::writeFileDurably(sealPath(path), sealOf(path).toUtf8()));
    return Installed{.name = name, .path = path, .bytes = QFileInfo(path).size(), .verified = !wanted.isEmpty()};
}

Result<ModelManager::Installed> ModelManager::download(
    const QString &name, const std::function<void(double)> &progress, const StopToken &stop)
{
    const ModelInfo *model = findModel(name);
    if (!model)
        return base::fail(ErrorKind::NotFound,
            u"There is no model called \"%1\". `dailies models` lists those there are."_s.arg(name));
    TRY(const QString folder, ownFolder());
    const QString part = QDir(folder).filePath(model->file + u".part"_s);
    const auto showProgress = [&](qint64 done, qint64 total) {
        if (progress && done > 0)
            progress(std::min(1.0, double(done) / double(total > 0 ? total : model->bytes)));
    };
    TRY(const auto reply,
        m_http.send(
            {.url = QUrl(model->url), .saveTo = part, .resumeFrom = QFileInfo(part).size(), .progress = showProgress},
            stop));
    const bool wasComplete = reply.status == 416 && QFileInfo(part).size() > 0;   // nothing was left to send
    if (reply.status / 100 != 2 && !wasComplete)
        return base::fail(reply.status == 404 ? ErrorKind::NotFound : ErrorKind::Unavailable,
            u"%1 answered %2 for the model %3."_s.arg(QUrl(model->url).host()).arg(reply.status).arg(name));
    auto installed = accept(part, name, model->file, stop);
    if (!installed && (installed.error().kind == ErrorKind::Corrupt || installed.error().kind == ErrorKind::Invalid))
        QFile::remove(part);   // else it would be resumed for ever
    return installed;
}

Result<ModelManager::Installed> ModelManager::importFile(const QString &path, const StopToken &stop)
{
    const QString file = base::safeFileName(QFileInfo(path).completeBaseName(), 100) + u".bin"_s;
    const QString name = nameOf(file);
    TRY_DO(inspect(path, name));
    TRY(const QString folder, ownFolder());
    const QString part = QDir(folder).filePath(file + u".part"_s);
    TRY_DO(base::copyFile(path, part, stop));
    auto installed = accept(part, name, file, stop);
    QFile::remove(part);
    return installed;
}

Result<> ModelManager::remove(const QString &name)
{
    for (const Installed &model : installed()) {
        if (model.name != name)
            continue;
        QFile file(model.path);
        if (!file.remove())
            return base::fail(ErrorKind::Forbidden, u"Cannot remove %1: %2."_s.arg(model.path, file.errorString()));
        QFile::remove(sealPath(model.path));
        return {};
    }
    return base::fail(ErrorKind::NotFound, u"The model \"%1\" is not installed."_s.arg(name));
}

static constexpr QLatin1StringView speedsFile{"speeds.json"};

double ModelManager::speed(const QString &name) const
{
    for (const QString &folder : m_folders) {
        const auto bytes = base::readFile(QDir(folder).filePath(speedsFile));
        const auto speeds = bytes ? base::parseObject(*bytes, u"speeds"_s) : Result<QJsonObject>(QJsonObject());
        if (speeds && speeds->contains(name))
            return speeds->value(name).toDouble();
    }
    return 0;
}

void ModelManager::noteSpeed(const QString &name, double speed) const
{
    const auto folder = ownFolder();
    if (!folder)
        return;
    const QString path = QDir(*folder).filePath(speedsFile);
    QJsonObject speeds =
        base::parseObject(base::readFile(path).value_or(QByteArray("{}")), u"speeds"_s).value_or(QJsonObject());
    speeds[name] = speed;
    (void)base::writeFileDurably(path, base::toIndentedJson(speeds));   // a convenience: it is measured again
}

}   // namespace speech
