#include "core/speech/local_topics/stop_words.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace speech::local_topics {

namespace {
struct Lists {
    QLatin1StringView language;
    const char16_t *stop;
    const char16_t *turning;
};
}   // namespace

static constexpr Lists table[] = {
    {"en"_L1,
        u"a about above across actually after again against ago all almost along already also although always am "
        u"among an and another any anybody anyone anything anyway are aren't around as ask at away back basically "
        u"be became because become becomes been before began begin behind being belong belongs below beside best "
        u"better between beyond big billion bit both bring but by call called came can can't cannot case certain "
        u"certainly come comes coming could couldn't course day days describe did didn't different do does "
        u"doesn't doing don't done down during each easy eight eighteen eighty either eleven else end enough "
        u"especially etc even ever every everybody everyone everything exactly example explain fact far feel few "
        u"fifteen fifty find first five followed for forty found four fourteen from full further gave general get "
        u"gets getting give given gives go goes going gone gonna good got great guess guys had hadn't half happen "
        u"happens hard has hasn't have haven't having he hello help her here hers herself him himself his how "
        u"however hundred i i'd i'll i'm i've idea if important in indeed instead interesting into is isn't it "
        u"it's its itself just keep kept kind know known large last later least leave less let let's lets like "
        u"likely little long look looking lot lots made main mainly make makes making many matter may maybe me "
        u"mean means might million mine more most mostly move much must my myself name namely near nearly "
        u"necessary need needs never new next nice nine nineteen ninety no nobody none nor not nothing now number "
        u"of off often oh ok okay old on once one ones only onto or other others our ours ourselves out over own "
        u"part people perhaps place please point possible probably problem put question quite rather really "
        u"remember right said same saw say saying says second see seem seems seen seven seventeen seventy several "
        u"shall she should shouldn't show shown side simple simply since six sixteen sixty small so some somebody "
        u"somehow someone something sometimes somewhat soon sorry sort start started still stop stuff such sure "
        u"take taken takes talk talked talking tell ten than thank thanks that that's the their theirs them "
        u"themselves then there there's therefore these they they're thing things think thirteen thirty this "
        u"those though thought thousand three through thus time times to today together told too took topic "
        u"toward towards tried try trying turn twelve twenty two type under understand understood until up upon "
        u"us use used useful uses using usually various very via want wanted was wasn't way ways we we'll we're "
        u"we've week well went were weren't what what's whatever when where whether which while who whole whom "
        u"whose why will with within without won't word words work works world would wouldn't yeah year years yes "
        u"yet you you'll you're you've your yours yourself",
        u"next now finally lastly then so second third fourth fifth okay alright moving turning let's"},
    {"ru"_L1,
        u"а без более больше большой будем будет будете будешь будто буду будут бы был была были было быть в вам "
        u"вами вас ваш ваша ваше вашего вашей вашем ваши вашим ваших вдруг ведь весь видеть видим видите видно "
        u"вместе во возможно вообще вопрос восемь восемьдесят вот все всегда всего всей всем всему всех всю вся "
        u"всё вы где говорил говорим говорит говорить говорят год года годы да давайте даже дальше два двадцать "
        u"две двенадцать девяносто девять дела делать дело день десять для дня до довольно должен должна должно "
        u"должны друг другая другие других другого другое другой думать думаю его ее если есть еще ещё её же за "
        u"затем зачем здесь знаем знает знаете знать значит и из или им именно иногда итак их к каждая каждого "
        u"каждое каждой каждый кажется как какая какие каким каких какое какой какую когда кого конечно которая "
        u"которого которое которой которому которую которые который которым которыми которых кроме кстати кто "
        u"куда ладно ли либо лишь лучше людей люди между меня миллиард миллион мне многие много можем может "
        u"можете можно мои мой мол моя мы на над надо называется называют наиболее нам нами например нас "
        u"насколько начала начале начать наш наша наше нашего нашей нашем наши нашим нашими наших не него нее "
        u"некоторые некоторых нельзя немного нет нету неё ни нибудь никакой никогда никто ним них ничего но новая "
        u"новые новый ну нужно нужны о об обычно один одиннадцать одна однако одни одно одного одной около он она "
        u"они оно опять особенно от отсюда очень первая первое первый перед по под пожалуйста пока покажем "
        u"показать помним помнить понимаем понимать понятно после последний посмотреть посмотрим потом потому "
        u"почему почти появляется правда практически представим при пример примерно примеры про просто пусть путь "
        u"пять пятьдесят работа работает раз разве разные разных рассмотрим редко ряд рядом с сам сама самая сами "
        u"само самое самом самый сверху своего своей свои своих свой свою своя себе себя сегодня сейчас семь "
        u"семьдесят скажем сказал сказать сколько слишком слова слово случае случай смотрим снова со собой "
        u"собственно совсем сорок спасибо сразу среди стало стать сто так такая также такие таким таких такого "
        u"такое такой такую там твой те тебе тебя тем теми теперь тех то тогда того тоже той только том тому тот "
        u"точно три тридцать ту тут ты тысяч тысяча у уж уже хорошо хотим хотя хочет хочу часто чего чей чем "
        u"через четыре что чтоб чтобы чтото чуть шесть шестьдесят эта эти этим этих это этого этой этом этому "
        u"этот эту я является являются",
        u"далее теперь итак наконец перейдём перейдем следующая следующий следующее следующую второе третье четвёртое "
        u"давайте поговорим обратимся рассмотрим"},
};

static QHash<QString, QSet<QString>> setsOf(const char16_t *const Lists::*list)
{
    QHash<QString, QSet<QString>> sets;
    for (const Lists &row : table) {
        const QStringList words = QString::fromUtf16(row.*list).split(u' ');
        sets[row.language] = QSet<QString>(words.begin(), words.end());
    }
    return sets;
}

static const QSet<QString> &setFor(const QHash<QString, QSet<QString>> &sets, const QString &language)
{
    static const QSet<QString> none;
    const auto set = sets.constFind(language);
    return set == sets.constEnd() ? none : *set;
}

const QSet<QString> &stopWords(const QString &language)
{
    static const auto sets = setsOf(&Lists::stop);
    return setFor(sets, language);
}

const QSet<QString> &turningWords(const QString &language)
{
    static const auto sets = setsOf(&Lists::turning);
    return setFor(sets, language);
}

}   // namespace speech::local_topics
