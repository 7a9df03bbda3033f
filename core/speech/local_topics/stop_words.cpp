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
        u"a about above across actually after again against ago all almost along already also although always am among "
        u"an and another any anybody anyone anything anyway are aren't around as ask at away back basically be because "
        u"belong belongs "
        u"become been before began begin behind being below beside best better between beyond big bit both bring but "
        u"by call called came can can't cannot case certain certainly come comes coming could couldn't course day days "
        u"describe did didn't different do does doesn't doing don't done down during each easy either else end enough "
        u"especially etc even ever every everybody everyone everything example exactly explain fact far feel few find "
        u"first five followed for found four from full further gave general get gets getting give given gives go goes "
        u"going gone gonna good got great guess guys had hadn't half happen happens hard has hasn't have haven't "
        u"having "
        u"he hello help her here hers herself him himself his how however hundred i i'd i'll i'm i've idea if "
        u"important "
        u"in indeed instead interesting into is isn't it it's its itself just keep kept kind know known large last "
        u"later "
        u"least leave less let let's lets like likely little long look looking lot lots made main mainly make makes "
        u"making many matter may maybe me mean means might million mine more most mostly move much must my myself name "
        u"namely near nearly necessary need needs never new next nice no nobody none nor not nothing now number of off "
        u"often oh ok okay old on once one ones only onto or other others our ours ourselves out over own part people "
        u"perhaps place please point possible probably problem put question quite rather really remember right said "
        u"same saw say saying says second see seem seems seen several shall she should shouldn't show shown side "
        u"simple "
        u"simply since six small so some somebody somehow someone something sometimes somewhat soon sorry sort start "
        u"started still stop stuff such sure take taken takes talk talked talking tell ten than thank thanks that "
        u"that's "
        u"the their theirs them themselves then there there's therefore these they they're thing things think this "
        u"those "
        u"though thought thousand three through thus time times to today together told too took topic toward towards "
        u"tried try trying turn two type under understand understood until up upon us use used useful uses using "
        u"usually "
        u"various very via want wanted was wasn't way ways we we'll we're we've week well went were weren't what "
        u"what's "
        u"whatever when where whether which while who whole whom whose why will with within without won't word words "
        u"work works world would wouldn't yeah year years yes yet you you'll you're you've your yours yourself",
        u"next now finally lastly then so second third fourth fifth okay alright moving turning let's"},
    {"ru"_L1,
        u"а без более больше большой будем будет будете будешь буду будут будто бы был была были было быть в вам вами "
        u"вас ваш ваша ваше ваши вдруг ведь весь видеть видим видите видно вместе во возможно вообще вопрос вот все "
        u"всегда всего всей всем всему всех всю всё вся вы где говорил говорим говорит говорить говорят год года годы "
        u"да давайте даже дальше два две дела делать дело день для дня до довольно должен должна должно должны другая "
        u"другие других другого другое другой друг думать думаю его ее её если есть еще ещё же за затем зачем здесь "
        u"знаем знает знаете знать значит и из или им именно иногда их к каждая каждого каждое каждой каждый кажется "
        u"как какая какие каким каких какое какой какую когда кого конечно которая которого которое которой которому "
        u"которую которые который которым которыми которых кроме кстати кто куда ладно ли либо лишь лучше люди людей "
        u"между меня мне много многие может можем можете можно мои мой мол моя мы на над надо называется называют "
        u"наиболее например нам нами нас насколько начала начале начать наш наша наше наши не него нее неё некоторые "
        u"некоторых нельзя немного нет нету ни нибудь никакой никогда никто ним них ничего но новая новые новый ну "
        u"нужно нужны о об обычно один одна одни одно одного одной однако около он она они оно опять особенно от "
        u"отсюда очень первая первое первый перед по под пожалуйста пока показать помнить помним понимаем понимать "
        u"понятно после последний посмотреть посмотрим потом потому почему почти правда практически представим при "
        u"пример примерно примеры про просто пусть путь работа работает раз разве разные разных рассмотрим ряд с сам "
        u"сама сами само самая самое самом самый сверху своего своей свои своих свой своя свою себе себя сегодня "
        u"сейчас сказал сказать скажем сколько слишком слово слова случае случай смотрим снова со собой собственно "
        u"совсем спасибо сразу среди стало стать так такая также такие таким таких такого такое такой такую там твой "
        u"те тебе тебя тем теми теперь тех то тогда того тоже той только том тому тот точно три ту тут ты тысяч у уж "
        u"уже хорошо хотим хотя хочет хочу чего чей чем через что чтоб чтобы чтото чуть эта эти этим этих это этого "
        u"этой этом этому этот эту я является являются наших нашего нашей нашем нашим нашими вашего вашей вашем вашим "
        u"ваших итак рядом часто редко покажем появляется",
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
