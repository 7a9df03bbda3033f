#include "core/domain/media.h"
#include "support/verify.h"
#include "timeline.h"

using base::ErrorKind;
using domain::Probe;
using namespace Qt::StringLiterals;

static Probe lecture()
{
    Probe probe;
    probe.format = u"mov,mp4"_s;
    probe.duration = timeline::at(42.021333);
    probe.sizeBytes = 5'000'000'000;
    probe.video = domain::VideoStream{.index = 1,
        .codec = u"h264"_s,
        .profile = u"Main"_s,
        .pixelFormat = u"yuv420p"_s,
        .size = QSize(1280, 720),
        .rotation = 90,
        .framesPerSecond = 29.97,
        .bitRate = 900'000};
    probe.audio = {{.index = 0,
                       .codec = u"aac"_s,
                       .sampleRateHz = 48'000,
                       .channels = 2,
                       .bitRate = 128'000,
                       .samplesPerPacket = 1'024,
                       .language = u"ru"_s},
        domain::AudioStream()};
    probe.audio[1].codec = u"opus"_s;
    probe.createdAt = base::fromRfc3339(u"2026-11-24T09:30:00.000Z");
    probe.title = u"Лекция"_s;
    return probe;
}

class TestProbe : public QObject {
    Q_OBJECT

private slots:
    void everythingSurvivesJson()
    {
        const auto probe = lecture();
        const auto read = Probe::fromJson(probe.toJson());
        VERIFY_OK(read);
        QCOMPARE(read->toJson(), probe.toJson());
        QCOMPARE(read->duration, probe.duration);
        QCOMPARE(read->sizeBytes, 5'000'000'000);
        QCOMPARE(read->video->size, QSize(1280, 720));
        QCOMPARE(read->video->rotation, 90);
        QCOMPARE(read->audio.size(), 2);
        QCOMPARE(read->audio[0].samplesPerPacket, 1'024);
        QCOMPARE(read->createdAt, probe.createdAt);
    }

    void soundAloneHasNoVideo()
    {
        auto probe = lecture();
        probe.video.reset();
        probe.createdAt.reset();
        QVERIFY(probe.toJson()[u"video"_s].isNull());
        const auto read = Probe::fromJson(probe.toJson());
        VERIFY_OK(read);
        QVERIFY(!read->video);
        QVERIFY(!read->createdAt);
    }

    void damagedJsonIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no format") << u"format"_s << QJsonValue();
        QTest::newRow("negative duration") << u"duration"_s << QJsonValue(-1);
        QTest::newRow("audio is no list") << u"audio"_s << QJsonValue(3);
        QTest::newRow("audio without codec") << u"audio"_s << QJsonValue(QJsonArray{QJsonObject()});
        QTest::newRow("video without codec") << u"video"_s << QJsonValue(QJsonObject());
        QTest::newRow("no time") << u"created_at"_s << QJsonValue(u"yesterday"_s);
    }

    void damagedJsonIsRefused()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        auto json = lecture().toJson();
        json[field] = value;
        VERIFY_FAILS(Probe::fromJson(json), ErrorKind::Invalid);
    }

    void loudnessKnowsItsLength()
    {
        domain::Loudness loudness;
        loudness.decibels.resize(360'000);
        QCOMPARE(loudness.duration(), timeline::at(3'600));
    }
};

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
