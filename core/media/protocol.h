#pragma once

#include "core/media/media.h"

#include <QJsonObject>

/// What travels between the client and `dailies-media`: one JSON request as a line on the child's stdin, then JSON
/// lines on its stdout: {"progress": 0.5} any number of times, at last {"result": {...}} or {"error": {"kind",
/// "message"}}. The child reads on after the request: the end of its stdin means that nobody waits for it any more.
namespace media::protocol {

/// Names of files are bytes, so they travel as base64.
QString fromPath(const QString &path);
QByteArray toPath(const QJsonValue &value);

QByteArray progressLine(double part);
QByteArray resultLine(const QJsonObject &result);
QByteArray errorLine(const base::Error &error);

struct Message {
    std::optional<double> progress;
    std::optional<Result<QJsonObject>> outcome;
};
/// One line of the child. Invalid when it is none of ours.
Result<Message> parseLine(const QByteArray &line);

QJsonArray fromIntervals(const QList<domain::Interval> &intervals);   // pairs of microseconds
QList<domain::Interval> toIntervals(const QJsonValue &value);

QJsonArray fromTimes(const QList<MediaTime> &times);   // microseconds
QList<MediaTime> toTimes(const QJsonValue &value);

QJsonObject fromReport(const RenderReport &report);
RenderReport toReport(const QJsonObject &json);

}   // namespace media::protocol
