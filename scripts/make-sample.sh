#!/usr/bin/env bash
# Makes a recording to try Dailies on: a voice over drawn slides, with pauses to cut.
# Usage: scripts/make-sample.sh short|lecture FILE.mp4
#   short    about 25 s: two sentences of John F. Kennedy's inaugural address (1961, public domain), which whisper.cpp brings;
#            espeak-ng speaks where they are not at hand
#   lecture  about 10 min, five subjects spoken by espeak-ng, a pause of 6 to 20 s between them
set -euo pipefail

kind=$1
out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
font=$(fc-match -f '%{file}' DejaVuSans 2>/dev/null || echo /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf)

speech=$(dirname "$0")/../build/whisper/share/jfk.mp3

# title|pause before it in seconds|how often its text is said|text, or @ and seconds of the speech
short() {
    if [ -f "$speech" ]; then
        printf '%s\n' 'My fellow Americans|3|1|@0 7.9' 'What you can do|6|1|@7.9 11'
        return
    fi
    cat <<'TEXT'
Welcome|3|1|Welcome to this short sample. It shows what happens to a recording. The pauses between the sentences are long, and most of them will be cut.
Silence|4|1|This part comes after a long silence. Nobody wants to wait for the speaker to find the next slide. So the silence goes, and the words stay.
Goodbye|5|1|That is all. Thank you for listening, and good bye.
TEXT
}
lecture() {
    cat <<'TEXT'
Volcanoes|6|4|A volcano is an opening in the crust of the earth. Hot magma rises from the mantle and lava flows out of the crater. When the pressure of the gas in the magma is high, the eruption throws ash and rocks into the sky. Old lava becomes black basalt. Volcanoes stand where the plates of the crust move apart, or where one plate sinks below the other. People watch the ground with sensors, because small earthquakes often come before an eruption of a volcano.
Honey bees|12|4|Honey bees live in a hive with one queen. The workers collect nectar and pollen from flowers and make honey in the wax cells of the comb. A bee that has found good flowers dances in the hive, and the dance tells the other bees the direction. The queen lays eggs, and the larvae are fed by young worker bees. In winter the bees form a cluster, eat the honey and keep the queen warm. A beekeeper takes only some of the honey.
Chess|20|4|Chess is a game for two players on a board with sixty four squares. Each player has a king, a queen, two rooks, two bishops, two knights and eight pawns. The pawns move forward and capture diagonally. A good opening brings the knights and bishops into the game and the king into a castle. The player who attacks the king so that it cannot escape gives checkmate and wins the game of chess.
Bread|8|4|To bake bread you need flour, water, salt and yeast. Mix the flour with the water and knead the dough until it is smooth. The yeast eats the sugar in the flour and makes gas, so the dough rises. Form a loaf, let the dough rest, and heat the oven. The bread bakes for forty minutes until the crust is brown. Sour dough bread needs no yeast from the shop, for wild yeast lives in the flour.
Railways|16|4|The first railways carried coal from the mines. A steam engine pulled the wagons on iron rails. Later the rails were made of steel and the trains became faster. A signal tells the driver whether the track ahead is free. Electric trains take the current from a wire above the track. High speed trains need straight tracks and long curves. At the station the passengers wait on the platform until the train has stopped.
TEXT
}

# Draws a title, and the time, so that a cut can be seen.
slide() {
    local text="drawtext=fontfile=$font:x=90"
    printf '%s' "$text:text='$1':fontsize=60:fontcolor=0x1c2128:y=120,$text:text='%{pts\\:hms}':fontsize=28:fontcolor=0x5a6472:y=450"
}

i=0
while IFS='|' read -r title pause times text; do
    i=$((i + 1))
    if [[ $text == @* ]]; then
        read -r from to <<<"${text#@}"
        ffmpeg -nostdin -v error -y -ss "$from" -to "$to" -i "$speech" "$work/voice.wav"
    else
        said=
        for ((n = 0; n < times; n++)); do said+="$text "; done
        espeak-ng -v en-us -s 150 -w "$work/voice.wav" "$said"
    fi
    # The voice after its pause, over a slide of the same length.
    ffmpeg -nostdin -v error -y -i "$work/voice.wav" -af "aresample=48000,adelay=${pause}000,apad=pad_dur=1" \
        -ac 2 "$work/$i.wav"
    seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$work/$i.wav")
    ffmpeg -nostdin -v error -y -f lavfi -i "color=c=0xf4efe6:s=960x540:r=25:d=$seconds" \
        -f lavfi -i "color=c=0x3b5bdb:s=20x24:r=25:d=$seconds" -i "$work/$i.wav" -filter_complex "[0]$(slide "$title")[slide];
            [slide][1]overlay=x='mod(t*120,960)':y=510[picture]" -map "[picture]" -map 2:a \
        -c:v libx264 -preset veryfast -crf 24 -g 50 -pix_fmt yuv420p -c:a aac -b:a 128k -shortest "$work/$i.mp4"
    echo "file '$work/$i.mp4'" >>"$work/list"
    printf '%s\t%s\n' "$title" "$seconds" >>"$work/topics"
done < <("$kind")
mkdir -p "$(dirname "$out")"
ffmpeg -nostdin -v error -y -f concat -safe 0 -i "$work/list" -c copy -movflags +faststart "$out"
cp "$work/topics" "${out%.*}.topics.tsv"
