#include "core/domain/phrases.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace domain {

namespace {
struct PhraseWords {
    QLatin1StringView language;
    const char16_t *conjunctions;   // and relative pronouns
    const char16_t *prepositions;   // and articles, possessives, particles that lean on the next word
};
}   // namespace

static constexpr PhraseWords phraseTable[] = {
    {"de"_L1,
        u"und oder aber sondern denn dass ob weil wenn als wie damit obwohl während bevor nachdem sobald bis "
        u"welcher welche welches wo wobei",
        u"der die das den dem des ein eine einen einem einer eines kein keine keinen mein meine dein deine "
        u"sein seine ihr ihre unser unsere in im an am auf aus bei beim mit nach seit von vom zu zum zur "
        u"durch für gegen ohne um über unter vor hinter neben zwischen wegen"},
    {"en"_L1,
        u"and but or nor so yet that which who whom whose because although though while when where whereas "
        u"if unless until since before after than as whether how why",
        u"a an the this these those my your his her its our their no some any every each of in on at by for "
        u"from to with without into onto about over under between through during against among within across "
        u"toward towards via per very"},
    {"es"_L1, u"y e o u pero sino que porque aunque cuando donde como si mientras quien cual cuyo pues",
        u"el la los las lo un una unos unas mi tu su mis tus sus nuestro nuestra a al ante bajo con contra "
        u"de del desde en entre hacia hasta para por según sin sobre tras no muy"},
    {"fr"_L1,
        u"et ou mais donc or ni car que qu'il qu'elle qu'on qui dont où parce puisque quand lorsque si comme "
        u"quoique",
        u"le la les un une des du de mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet "
        u"cette ces à au aux en dans par pour sur sous avec sans chez vers entre ne très"},
    {"it"_L1, u"e ed o ma però che perché anche quando dove come se mentre cui quale sebbene",
        u"il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal "
        u"dalla in nel nella nei nelle con su sul sulla per tra fra non molto mio mia tuo tua suo sua"},
    {"pt"_L1, u"e ou mas que porque embora quando onde como se enquanto quem qual pois",
        u"o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com sem sobre entre "
        u"até ao à não muito meu minha seu sua"},
    {"ru"_L1,
        u"и а но или либо да что чтобы потому поэтому если когда где куда откуда как который которая которое "
        u"которые которого которой которых котором которым пока хотя так чем будто словно ибо причём зато "
        u"однако",
        u"в во на над под подо с со к ко о об обо от ото до из изо за у по при про для без безо через между "
        u"перед передо около после среди ради вокруг кроме против не ни очень мой моя мои твой ваш наш этот "
        u"эта это эти тот та те"},
    {"uk"_L1, u"і й та а але чи або що щоб тому якщо коли де куди звідки як який яка яке які поки хоча бо",
        u"в у на над під з із зі до від о об за по при про для без через між перед біля після не ні дуже мій "
        u"моя мої наш ваш цей ця це ці"},
};

static QHash<QString, WordRole> rolesOf(const PhraseWords &words)
{
    QHash<QString, WordRole> roles;
    for (const auto &word : QString::fromUtf16(words.prepositions).split(u' '))
        roles[word] = WordRole::Preposition;
    for (const auto &word : QString::fromUtf16(words.conjunctions).split(u' '))
        roles[word] = WordRole::Conjunction;
    return roles;
}

static QHash<QString, QHash<QString, WordRole>> everyLanguage()
{
    QHash<QString, QHash<QString, WordRole>> languages;
    for (const auto &words : phraseTable)
        languages[words.language] = rolesOf(words);
    return languages;
}

WordRole roleOf(const QString &word, const QString &language)
{
    static const auto languages = everyLanguage();
    const auto roles = languages.constFind(language);
    if (roles == languages.constEnd())
        return WordRole::Plain;
    QStringView bare = word;
    while (!bare.isEmpty() && !bare.front().isLetterOrNumber())
        bare = bare.mid(1);
    while (!bare.isEmpty() && !bare.back().isLetterOrNumber())
        bare.chop(1);
    return roles->value(bare.toString().toLower(), WordRole::Plain);
}

}   // namespace domain
