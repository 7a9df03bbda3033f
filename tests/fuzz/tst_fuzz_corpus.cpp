#include <QDirIterator>
#include <QFile>
#include <QTest>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// What the fuzzer once found, and what it starts from, without a fuzzer. A broken promise aborts.
class TestFuzzCorpus : public QObject {
    Q_OBJECT

private slots:
    void everyPromiseHolds_data()
    {
        QTest::addColumn<QString>("path");
        QDirIterator corpus(QStringLiteral(TEST_DATA "/fuzz/slice_header"), QDir::Files);
        while (corpus.hasNext()) {
            const QString path = corpus.next();
            QTest::newRow(qPrintable(corpus.fileName())) << path;
        }
    }
    void everyPromiseHolds()
    {
        QFETCH(const QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.isEmpty());
        const std::vector<uint8_t> exact(bytes.begin(), bytes.end());   // without the zero behind a QByteArray
        QCOMPARE(LLVMFuzzerTestOneInput(exact.data(), exact.size()), 0);
        for (size_t part = 1; part < exact.size(); ++part) {
            const std::vector<uint8_t> truncated(exact.begin(), exact.begin() + static_cast<ptrdiff_t>(part));
            QCOMPARE(LLVMFuzzerTestOneInput(truncated.data(), truncated.size()), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
