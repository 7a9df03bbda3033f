<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>Reasons</name>
    <message>
        <source>A local file is read where it lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked to do everything again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it depends on has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed before: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcription is switched off (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topics are switched off (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtitles are switched off (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without text there are no topics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without text there are no subtitles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts keep off words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts by loudness, with padding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no topics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No template matched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wildcard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the patterns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinds of source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>template %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>Get</source>
        <comment>step: bring the file here</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <comment>step</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <comment>step: speech to text</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>step: remove silence</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topics</source>
        <comment>step</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subs</source>
        <comment>step: subtitles, short</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>step: write the package into a folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2%</source>
        <comment>step and its percent</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 percent</source>
        <comment>step, state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>step, state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <comment>pill of a recording</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <comment>recordings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <comment>recordings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <comment>recordings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>recordings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <comment>recordings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <comment>recordings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ready at its source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yandex Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google Drive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <comment>a source: an address on the web</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening for silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding topics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, without text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, without topics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, without subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <comment>step, reason</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for the service&apos;s limit, resumes %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not work, next try %2</source>
        <comment>step, time of day</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on in a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <comment>work, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ready at its source yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, %1 shorter</source>
        <comment>time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original is gone from its source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why?</source>
        <comment>link: explain this state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix</source>
        <comment>link: show what to do about a failure</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <comment>link: open the package&apos;s folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This can&apos;t be worked on as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that is needed is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else is in the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no permission to do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data was damaged on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service wants you to sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only you can go on here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service wants fewer requests for a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The limit of the service is used up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program was closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not work this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You cancelled it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file plays in another program, then retry, or remove the recording here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the file back where it was, or add it again from its new place; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move what is in the way, or choose another output folder in Settings; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give yourself the right to read the file and to write to the output folder; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the file here again from where it came; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to the service again; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do what the message says; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: it goes on by itself when the limit allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk space and the network; then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run it again when you want it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry. If it fails again, copy the details and report them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept from before: %1. The original was not touched.</source>
        <comment>list of steps</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>step</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <comment>cut before the first words</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence</source>
        <comment>cut in the middle</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <comment>cut after the last words</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By you</source>
        <comment>cut made by a person</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format, this year</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date format</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day, time of day</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, cut to %2</source>
        <comment>lengths</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by itself</source>
        <comment>language</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Russian</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>models::RecordingsModel</name>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>viewmodels::Recordings</name>
    <message>
        <source>The profile can&apos;t be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file, why it was refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) added.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were here already.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) can&apos;t be taken.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There are no recordings in it. Add video or audio files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was removed. The original file stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were removed. The original files stay where they are.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::Actions</name>
    <message>
        <source>&amp;Add recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the profile&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Switch profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo removal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next tab of the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Menu bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do &amp;everything again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show the original in its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Dailies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;ook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why? in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <comment>key</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::CutsTab</name>
    <message>
        <source>Not made yet: it is being worked on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not made yet. Run the recording to make it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts %1</source>
        <comment>tab with a count</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts</source>
        <comment>tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was cut: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was cut: there is no silence that is long enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cut(s), %1 less. The result is %2 long.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <comment>column: kind of cut</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <comment>column: time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <comment>column</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::DetailsPane</name>
    <message>
        <source>Picture from the recording</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::HistoryTab</name>
    <message>
        <source>History</source>
        <comment>tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (tried %n time(s) again)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <comment>column: duration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said</source>
        <comment>column: reason or engine</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::MainWindow</name>
    <message>
        <source>Add recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add video or sound files (%1). Or drop them here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search titles and templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile can&apos;t be opened: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused: what runs is finished, nothing new starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>time left</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free</source>
        <comment>disk space</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Dailies program works on this profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 need you) – Dailies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Dailies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start work again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs is finished, nothing new starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings (%1);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile has recordings, templates and settings of its own. Its name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the recording:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Dailies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dailies %1

Turns recordings into published videos, on this computer.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::OverviewTab</name>
    <message>
        <source>Overview</source>
        <comment>tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Enter or double click opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Package, %n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Files of the package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show original in its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <comment>where a recording comes from</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Package</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::RecordingsPage</name>
    <message>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop recordings here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video and sound files, or folders of them. Silence is cut, speech becomes text, and a finished package lies on this computer a little later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No title here has “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fails or waits for a decision of yours appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording is in this state.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::Sidebar</name>
    <message>
        <source>on this computer</source>
        <comment>where a profile lies</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile %1. Press to switch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch profile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::TextTab</name>
    <message>
        <source>Text</source>
        <comment>tab: transcript</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rough: this engine mishears much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>struck through is cut, dotted is unsure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::TopicsTab</name>
    <message>
        <source>Topics %1</source>
        <comment>tab with a count</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topics</source>
        <comment>tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut</source>
        <comment>topic that was removed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <comment>column: time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chapters: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n chapter(s), valid for YouTube, VK and Telegram</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Found by: %1</source>
        <comment>engine</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views::Waveform</name>
    <message>
        <source>Waveform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) removed, %1 together.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::WhyTab</name>
    <message>
        <source>Why?</source>
        <comment>tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no templates: the built-in one applies to what you add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wants %1</source>
        <comment>a condition</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has %1</source>
        <comment>a recording</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <comment>plan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run</source>
        <comment>plan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skip</source>
        <comment>plan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template: the built-in one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan, step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that are not the defaults</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
