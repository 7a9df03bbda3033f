#include "core/crypto/openssl.h"
#include "core/crypto/vault.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Secret;

static QByteArray hex(const QString &text) { return QByteArray::fromHex(text.toLatin1()); }

class TestVault : public QObject {
    Q_OBJECT

private slots:
    void publishedGcmVectorsHold_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("nonce");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("associated");
        QTest::addColumn<QString>("sealed");

        // NIST CAVP, gcmEncryptExtIV256.rsp, first vectors of their groups: IV 96 bits, tag 128 bits.
        QTest::newRow("CAVP: tag only") << u"b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4"_s
                                        << u"516c33929df5a3284ff463d7"_s << QString() << QString()
                                        << u"bdc1ac884d332457a1d2664f168c76f0"_s;
        QTest::newRow("CAVP: one block") << u"31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22"_s
                                         << u"0d18e06c7c725ac9e362e1ce"_s << u"2db5168e932556f8089a0622981d017d"_s
                                         << QString()
                                         << u"fa4362189661d163fcd6a56d8bf0405ad636ac1bbedd5cc3ee727dc2ab4a9489"_s;
        QTest::newRow("CAVP: one block and associated data")
            << u"92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b"_s << u"ac93a1a6145299bde902f21a"_s
            << u"2d71bcfa914e4ac045b2aa60955fad24"_s << u"1e0889016f67601c8ebea4943bc23ad6"_s
            << u"8995ae2e6df3dbf96fac7b7137bae67feca5aa77d51d4a0a14d9c51e1da474ab"_s;

        // McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", submission to NIST, test cases 13, 14, 16.
        const QString zeros(64, u'0');
        QTest::newRow("GCM case 13") << zeros << zeros.left(24) << QString() << QString()
                                     << u"530f8afbc74536b9a963b4f1c4cb738b"_s;
        QTest::newRow("GCM case 14") << zeros << zeros.left(24) << zeros.left(32) << QString()
                                     << u"cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"_s;
        QTest::newRow("GCM case 16") << u"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"_s
                                     << u"cafebabefacedbaddecaf888"_s
                                     << u"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"_s
                                     << u"feedfacedeadbeeffeedfacedeadbeefabaddad2"_s
                                     << u"522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                                        "76fc6ece0f4e1768cddf8853bb2d551b"_s;
    }

    void publishedGcmVectorsHold()
    {
        QFETCH(QString, key);
        QFETCH(QString, nonce);
        QFETCH(QString, plain);
        QFETCH(QString, associated);
        QFETCH(QString, sealed);
        const Secret secret(hex(key));

        const auto encrypted = crypto::gcmEncrypt(secret, hex(nonce), hex(plain), hex(associated));
        VERIFY_OK(encrypted);
        QCOMPARE(QString::fromLatin1(encrypted->toHex()), sealed);
        const auto decrypted = crypto::gcmDecrypt(secret, hex(nonce), hex(sealed), hex(associated));
        VERIFY_OK(decrypted);
        QCOMPARE(decrypted->reveal(), hex(plain));
    }

    /// RFC 7914, section 12.
    void publishedScryptVectorsHold()
    {
        const auto first = crypto::scrypt(Secret("password"), "NaCl", 1024, 8, 16, 64);
        VERIFY_OK(first);
        QCOMPARE(QString::fromLatin1(first->reveal().toHex()),
            u"fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"_s);
        const auto second = crypto::scrypt(Secret("pleaseletmein"), "SodiumChloride", 16384, 8, 1, 64);
        VERIFY_OK(second);
        QCOMPARE(QString::fromLatin1(second->reveal().toHex()),
            u"7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"_s);
    }

    void aPassphraseGivesTheSameKeyAgain()
    {
        const QByteArray salt = crypto::randomBytes(16);
        const auto key = crypto::keyFromPassphrase(Secret("correct horse"), salt);
        const auto again = crypto::keyFromPassphrase(Secret("correct horse"), salt);
        const auto other = crypto::keyFromPassphrase(Secret("correct horse"), crypto::randomBytes(16));
        VERIFY_OK(key);
        VERIFY_OK(again);
        VERIFY_OK(other);
        QCOMPARE(key->reveal().size(), 32);
        QCOMPARE(key->reveal(), again->reveal());
        QVERIFY(key->reveal() != other->reveal());
    }

    void whatIsSealedOpensOnlyInItsPlace()
    {
        const Secret key = crypto::newKey();
        const auto blob = crypto::seal(key, "key-1", "refresh token", "workspace/secrets/zoom");
        VERIFY_OK(blob);
        QVERIFY(!blob->contains("refresh"));
        QCOMPARE(crypto::keyIdOf(*blob).value(), QByteArray("key-1"));

        const auto opened = crypto::open(key, *blob, "workspace/secrets/zoom");
        VERIFY_OK(opened);
        QCOMPARE(opened->reveal(), QByteArray("refresh token"));
        VERIFY_FAILS(crypto::open(key, *blob, "workspace/secrets/youtube"), ErrorKind::Forbidden);
        VERIFY_FAILS(crypto::open(crypto::newKey(), *blob, "workspace/secrets/zoom"), ErrorKind::Forbidden);
    }

    void emptySecretsAreSecretsToo()
    {
        const Secret key = crypto::newKey();
        const auto blob = crypto::seal(key, "k", {}, {});
        VERIFY_OK(blob);
        const auto opened = crypto::open(key, *blob, {});
        VERIFY_OK(opened);
        QVERIFY(opened->isEmpty());
    }

    void sealingTwiceNeverLooksTheSame()
    {
        const Secret key = crypto::newKey();
        QVERIFY(crypto::seal(key, "k", "same", {}).value() != crypto::seal(key, "k", "same", {}).value());
    }

    void everyFlippedBitIsNoticed()
    {
        const Secret key = crypto::newKey();
        const auto blob = crypto::seal(key, "k1", "secret", "row");
        VERIFY_OK(blob);
        for (qsizetype bit = 0; bit < blob->size() * 8; ++bit) {
            QByteArray changed = *blob;
            changed[bit / 8] = char(changed.at(bit / 8) ^ (1 << (bit % 8)));
            QVERIFY2(!crypto::open(key, changed, "row"), qPrintable(u"bit %1"_s.arg(bit)));
        }
    }

    void whatIsNoBlobIsCorrupt()
    {
        const Secret key = crypto::newKey();
        const QByteArray blob = crypto::seal(key, "k", "secret", {}).value();
        VERIFY_FAILS(crypto::open(key, {}, {}), ErrorKind::Corrupt);
        VERIFY_FAILS(crypto::open(key, "plain text, as it was before sealing", {}), ErrorKind::Corrupt);
        VERIFY_FAILS(crypto::open(key, blob.first(20), {}), ErrorKind::Corrupt);
        VERIFY_FAILS(crypto::keyIdOf({}), ErrorKind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
