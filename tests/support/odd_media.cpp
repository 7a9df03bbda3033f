#include "support/odd_media.h"

#include "support/media_samples.h"

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace support {

static QByteArray noise()
{
    QByteArray bytes;
    quint32 state = 7;
    for (int i = 0; i < 300'000; ++i)
        bytes.append(static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> 24));
    return bytes;
}

QList<NoRecording> noRecordings()
{
    const auto invalid = ErrorKind::Invalid;
    return {
        {"empty", {}, invalid, u"empty"_s},
        {"one byte", "x", invalid, u"text file"_s},
        {"one zero", QByteArray(1, '\0'), ErrorKind::Corrupt, u"zeros"_s},
        {"text", QByteArray("Dear all,\nthe recording is attached.\n").repeated(200), invalid, u"text file"_s},
        {"Russian text", QByteArray("Запись лекции прилагается. ").repeated(500), invalid, u"text file"_s},
        {"login page", "\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body></body></html>", invalid,
            u"web page"_s},
        {"old web page", "<HTML><BODY>Sign in</BODY></HTML>", invalid, u"web page"_s},
        {"JSON", "{\"error\": \"token expired\"}", invalid, u"text file"_s},
        {"PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", invalid, u"PDF"_s},
        {"ZIP", QByteArray("PK\x03\x04\x14\x00\x00\x00", 8) + QByteArray(4'000, '\x5A'), invalid, u"ZIP"_s},
        {"HLS playlist", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
            invalid, u"playlist"_s},
        {"concat list", "ffconcat version 1.0\nfile /etc/passwd\n", invalid, u"playlist"_s},
        {"subtitles", "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n", invalid, u"text file"_s},
        {"DASH manifest", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>", invalid,
            u"text file"_s},
        {"zeros", QByteArray(500'000, '\0'), ErrorKind::Corrupt, u"zeros"_s},
        {"noise", noise(), invalid, u"no recording"_s},
    };
}

QList<OddRecording> oddRecordings(MediaSamples &samples)
{
    const QString picture = u"-f lavfi -i testsrc2=s=160x90:r=10:d=2 "_s;
    const QString sound = u"-f lavfi -i sine=d=2 "_s;
    QList<OddRecording> recordings;
    const auto row = [&recordings](const char *title, const QString &name, const QString &arguments) {
        recordings += {title, name, arguments.split(u' ')};
    };
    row("no audio", u"mute.mp4"_s, picture + u"-c:v libx264"_s);
    row("audio only", u"voice.m4a"_s, sound + u"-c:a aac"_s);
    row("all silence", u"silence.mp4"_s, picture + u"-f lavfi -i anullsrc=d=2 -c:v libx264 -c:a aac -shortest"_s);
    row("no silence", u"loud.mp4"_s, picture + sound + u"-c:v libx264 -c:a aac"_s);
    row("attached picture", u"cover.mp3"_s,
        sound
            + u"-f lavfi -i testsrc=s=64x64:d=0.04 -map 0 -map 1 -c:v mjpeg -frames:v 1 -disposition:v attached_pic"_s);
    row("changing picture rate", u"vfr.mkv"_s,
        picture + sound + u"-vf select='not(mod(n,7))+gt(n,12)' -vsync vfr -c:v libx264 -c:a aac"_s);
    recordings += {"rotated", u"rotated.mp4"_s,
        {u"-i"_s, samples.counted(2), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s}};
    row("5.1", u"six.mkv"_s, u"-f lavfi -i aevalsrc=0.1*sin(500*t)|0|0.1*sin(900*t)|0|0|0:c=5.1:d=2 -c:a ac3"_s);
    row("1 x 1", u"one.mkv"_s, u"-f lavfi -i color=s=2x2:d=2,crop=1:1,format=gray -c:v ffv1"_s);
    row("odd size", u"odd.mkv"_s, u"-f lavfi -i testsrc2=s=853x479:r=5:d=2,format=yuv444p -c:v ffv1"_s);
    row("one picture a second", u"slow.mp4"_s, u"-f lavfi -i testsrc2=s=160x90:r=1:d=3 -c:v libx264"_s);
    row("240 pictures a second", u"fast.mp4"_s,
        u"-f lavfi -i testsrc2=s=160x90:r=240:d=2 -c:v libx264 -preset ultrafast"_s);
    row("interlaced", u"laced.ts"_s, picture + sound + u"-c:v mpeg2video -flags +ilme+ildct -c:a mp2"_s);
    row("fragmented", u"fragments.mp4"_s,
        picture + sound + u"-c:v libx264 -g 10 -c:a aac -movflags frag_keyframe+empty_moov"_s);
    row("two sounds", u"two.mkv"_s, picture + sound + sound + u"-map 0 -map 1 -map 2 -c:v libx264 -c:a aac"_s);
    row("flv", u"a.flv"_s, picture + sound + u"-c:v flv1 -c:a mp3 -ar 44100"_s);
    row("wmv", u"a.wmv"_s, picture + sound + u"-c:v wmv2 -c:a wmav2"_s);
    row("sound 5 s late", u"late.mkv"_s,
        u"-f lavfi -i testsrc2=s=160x90:r=10:d=2 -itsoffset 5 "_s + sound + u"-c:v libx264 -c:a aac"_s);
    row("8 channels", u"eight.mkv"_s, u"-f lavfi -i aevalsrc=0.1*sin(500*t)|0|0|0|0|0|0|0:c=7.1:d=2 -c:a flac"_s);
    row("192 kHz", u"192.wav"_s, u"-f lavfi -i sine=r=192000:d=2 -c:a pcm_f32le"_s);
    return recordings;
}

QList<OddName> oddNames()
{
    return {
        {"newline", u"two\nlines.mp4"_s},
        {"quotes", u"the \"best\" 'one' $(x) `y` \\z.mp4"_s},
        {"right to left", u"\u202Eהרצאה\u202C.mp4"_s},
        {"leading dash", u"-i.mp4"_s},
        {"colon", u"http:x.mp4"_s},
        {"percent", u"a%03d.mp4"_s},
        {"255 bytes", QString(251, u'a') + u".mp4"_s},
        {"255 bytes of Russian", QString(125, u'я') + u"a.mp4"_s},
        {"emoji", u"🎬.mp4"_s},
    };
}

}   // namespace support
