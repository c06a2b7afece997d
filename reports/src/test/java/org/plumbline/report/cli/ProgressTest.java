package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void theTimeThatIsLeftIsInProportion() {
        assertEquals(", about 30 s left", Progress.left(1, 4, 10));
        assertEquals(", about 2 min 5 s left", Progress.left(1, 26, 5));
        assertEquals(", about 27 h 46 min left", Progress.left(1, 1001, 100));
    }

    @Test
    void nothingIsSaidWhereNothingIsKnownOrLeft() {
        assertEquals("", Progress.left(0, 4, 10));
        assertEquals("", Progress.left(4, 4, 10));
        assertEquals("", Progress.left(7, 0, 10), "no limit was given");
    }

    @Test
    void theLastLineOnATerminalCoversTheOneBefore() {
        StringWriter out = new StringWriter();
        Progress progress = new Progress(new PrintWriter(out, true), 2, "cells", true);
        progress.accept(2);
        assertTrue(out.toString().startsWith("\r[##############################] 2/2 cells  "), out.toString());
        assertTrue(out.toString().endsWith("\n"), out.toString());
    }
}
