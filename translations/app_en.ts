<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Text</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>viewmodels::Recordings</name>
    <message numerus="yes">
        <source>%n recording(s) added.</source>
        <translation>
            <numerusform>%n recording added.</numerusform>
            <numerusform>%n recordings added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were here already.</source>
        <translation>
            <numerusform>%n recording was here already.</numerusform>
            <numerusform>%n recordings were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) can&apos;t be taken.</source>
        <translation>
            <numerusform>%n file can&apos;t be taken.</numerusform>
            <numerusform>%n files can&apos;t be taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were removed. The original files stay where they are.</source>
        <translation>
            <numerusform>%n recording was removed. The original file stays where it is.</numerusform>
            <numerusform>%n recordings were removed. The original files stay where they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::CutsTab</name>
    <message numerus="yes">
        <source>%n cut(s), %1 less. The result is %2 long.</source>
        <translation>
            <numerusform>%n cut, %1 less. The result is %2 long.</numerusform>
            <numerusform>%n cuts, %1 less. The result is %2 long.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::HistoryTab</name>
    <message numerus="yes">
        <source>%1 (tried %n time(s) again)</source>
        <translation>
            <numerusform>%1 (tried %n time again)</numerusform>
            <numerusform>%1 (tried %n times again)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::MainWindow</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::OverviewTab</name>
    <message numerus="yes">
        <source>Package, %n file(s)</source>
        <translation>
            <numerusform>Package, %n file</numerusform>
            <numerusform>Package, %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::TemplatesPage</name>
    <message numerus="yes">
        <source>Takes %1 of %n recording(s)</source>
        <translation>
            <numerusform>Takes %1 of %n recording</numerusform>
            <numerusform>Takes %1 of %n recordings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::TopicsTab</name>
    <message numerus="yes">
        <source>%n chapter(s), valid for YouTube, VK and Telegram</source>
        <translation>
            <numerusform>%n chapter, valid for YouTube, VK and Telegram</numerusform>
            <numerusform>%n chapters, valid for YouTube, VK and Telegram</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>views::Waveform</name>
    <message numerus="yes">
        <source>%n part(s) removed, %1 together.</source>
        <translation>
            <numerusform>%n part removed, %1 altogether.</numerusform>
            <numerusform>%n parts removed, %1 altogether.</numerusform>
        </translation>
    </message>
</context>
</TS>
