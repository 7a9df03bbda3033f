#include "support/two_encoders.h"

#include "support/decoded_media.h"
#include "support/marker_encoder.h"
#include "support/packet_rules.h"

#include <QtEndian>

#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;
using base::Result;
using media::worker::CodecPtr;
using media::worker::PacketPtr;

namespace support {

static constexpr double spanSeconds = 4;   // two groups

static QByteArray descriptionOf(const PictureReader &reader)
{
    const AVCodecParameters *codec = reader.stream()->codecpar;
    return QByteArray(reinterpret_cast<const char *>(codec->extradata), codec->extradata_size);
}

static QByteArray withLength(const QByteArray &unit)
{
    QByteArray bytes(4, 0);
    qToBigEndian(static_cast<quint32>(unit.size()), bytes.data());
    return bytes + unit;
}

/// A description that lists the sets of both.
static QByteArray merged(const QByteArray &one, const QByteArray &other)
{
    const QList<ParameterSet> sets = setsIn(one) + setsIn(other);
    QByteArray record = one.first(5);
    for (const int type : {7, 8}) {
        const auto count = std::ranges::count(sets, type, &ParameterSet::type);
        record += static_cast<char>(type == 7 ? 0xE0 | count : count);
        for (const ParameterSet &set : sets)
            if (set.type == type)
                record += withLength(set.bytes).sliced(2);
    }
    return record + QByteArray::fromHex("fdf8f800");   // 4:2:0 of 8 bits: what the High profile adds
}

/// Appends the packets of the `turn`th of two encoders.
static void takeSpans(PictureReader &reader, int turn, std::vector<PacketPtr> *packets)
{
    QByteArray sets;
    for (const ParameterSet &set : setsIn(descriptionOf(reader)))
        sets += withLength(set.bytes);
    int lastSpan = -1;
    for (PacketPtr packet(av_packet_alloc()); av_read_frame(reader.format(), packet.get()) >= 0;
         packet.reset(av_packet_alloc())) {
        const double at = static_cast<double>(packet->pts) * av_q2d(reader.stream()->time_base);
        const int span = static_cast<int>(std::floor(at / spanSeconds + 1e-6));
        if (packet->stream_index != reader.stream()->index || span % 2 != turn)
            continue;
        if (span != std::exchange(lastSpan, span)) {
            const auto size = static_cast<size_t>(packet->size);
            av_grow_packet(packet.get(), static_cast<int>(sets.size()));
            std::memmove(packet->data + sets.size(), packet->data, size);
            std::memcpy(packet->data, sets.constData(), static_cast<size_t>(sets.size()));
        }
        packets->push_back(std::move(packet));
    }
}

Result<QString> byTwoEncoders(MarkerVideos &videos, SetIds ids)
{
    MarkerOptions options{.seconds = 16, .groupSeconds = 2};
    options.extra = {{u"keyint_min"_s, u"50"_s}};
    TRY(const MarkerVideo one, videos.make(options));
    options.coding = MarkerOptions::Coding::Cavlc;
    options.references = 3;
    if (ids == SetIds::Distinct)
        options.extra.insert(u"x264-params"_s, u"sps-id=1"_s);
    TRY(const MarkerVideo other, videos.make(options));

    TRY(PictureReader first, PictureReader::open(one.path));
    TRY(PictureReader second, PictureReader::open(other.path));
    EncodedStream stream{.encoder = CodecPtr(avcodec_alloc_context3(nullptr)), .packets = {}};
    AVCodecContext *encoder = stream.encoder.get();
    avcodec_parameters_to_context(encoder, first.stream()->codecpar);
    encoder->time_base = first.stream()->time_base;
    if (ids == SetIds::Distinct) {
        const QByteArray description = merged(descriptionOf(first), descriptionOf(second));
        av_freep(&encoder->extradata);
        encoder->extradata_size = static_cast<int>(description.size());
        encoder->extradata =
            static_cast<uint8_t *>(av_mallocz(static_cast<size_t>(description.size()) + AV_INPUT_BUFFER_PADDING_SIZE));
        std::memcpy(encoder->extradata, description.constData(), static_cast<size_t>(description.size()));
    }
    takeSpans(first, 0, &stream.packets);
    takeSpans(second, 1, &stream.packets);
    std::ranges::sort(stream.packets, {}, [](const PacketPtr &packet) { return packet->dts; });
    const QString path = videos.path(ids == SetIds::Shared ? u"shared-ids.mp4"_s : u"distinct-ids.mp4"_s);
    TRY_DO(writeMedia(path, {&stream}));
    return path;
}

}   // namespace support
