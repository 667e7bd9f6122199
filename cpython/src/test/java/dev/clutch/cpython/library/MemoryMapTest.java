package dev.clutch.cpython.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.cpython.elf.Extent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryMapTest {
    private static final List<String> LINES = List.of(
            "1000-2000 r--p 00000000 fe:00 12                       /a/libone.so",
            "2000-3000 r-xp 00001000 fe:00 12                       /a/libone.so",
            "3000-4000 rw-p 00002000 fe:00 12                       /a/libone.so (deleted)",
            "4000-9000 rw-p 00000000 00:00 0 ",
            "a000-b000 r-xp 00000000 fe:00 13                       /a/lib two.so",
            "7fff0000-7fff8000 rw-p 00000000 00:00 0                [stack]");

    private final MemoryMap map =
            new MemoryMap(LINES.stream().map(MemoryMap::parse).toList());

    private static MemoryMap.Area area(String line) {
        return MemoryMap.parse(line);
    }

    @Test
    void aLineSaysWhereAndWhatFor() {
        MemoryMap.Area area = area(LINES.get(1));
        assertThat(area.start()).isEqualTo(0x2000);
        assertThat(area.end()).isEqualTo(0x3000);
        assertThat(area.isReadable()).isTrue();
        assertThat(area.isWritable()).isFalse();
        assertThat(area.isExecutable()).isTrue();
        assertThat(area.file()).isEqualTo("/a/libone.so");
    }

    @Test
    void aDeletedFileKeepsItsName() {
        assertThat(area(LINES.get(2)).file()).isEqualTo("/a/libone.so");
    }

    @Test
    void aNameMayHaveASpace() {
        assertThat(area(LINES.get(4)).file()).isEqualTo("/a/lib two.so");
    }

    @Test
    void whatIsNoAreaIsRefused() {
        assertThatThrownBy(() -> area("Size: 4 kB")).hasMessageContaining("Size: 4 kB");
    }

    @Test
    void anAddressIsFoundInItsArea() {
        assertThat(map.find(0x2fff)).contains(map.areas().get(1));
        assertThat(map.find(0x3000)).contains(map.areas().get(2));
        assertThat(map.find(0xfff)).isEmpty();
        assertThat(map.find(0x9000)).isEmpty();
        assertThat(map.find(0x7fff8000L)).isEmpty();
    }

    @Test
    void memoryWithoutAFileBelongsToTheLibraryBeforeIt() {
        assertThat(map.fileAt(0x4800)).contains("/a/libone.so");
        assertThat(map.fileAt(0xa800)).contains("/a/lib two.so");
    }

    @Test
    void aPieceIsCutOut() {
        MemoryMap rest = map.without(new Extent(0x2800, 0x1000));
        assertThat(Stream.of(0x2000L, 0x27ffL, 0x3800L, 0x5000L)).allMatch(rest::contains);
        assertThat(Stream.of(0x2800L, 0x2fffL, 0x3000L, 0x37ffL)).noneMatch(rest::contains);
    }

    @Test
    void aFileShowsAsLongAsItIsMapped() {
        assertThat(map.shows("/a/libone.so")).isTrue();
        assertThat(map.shows("/a/libthree.so")).isFalse();
    }
}
