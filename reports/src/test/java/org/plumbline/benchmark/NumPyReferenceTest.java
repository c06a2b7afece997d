package org.plumbline.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.report.Tool;
import org.plumbline.report.documents.Documents;

/** The program in the document runs where NumPy is installed. */
class NumPyReferenceTest {
    @Test
    void runs(@TempDir Path folder) throws IOException, InterruptedException {
        Tool python = new Tool(folder, "python3", "-c");
        python.assumePresent("import numpy");
        String text = Documents.text("docs/benchmarks.md");
        int begin = text.indexOf("```python\n") + "```python\n".length();
        String script = text.substring(begin, text.indexOf("```", begin))
                .replace("iterations = time.perf_counter(), 2000", "iterations = time.perf_counter(), 5");
        String printed = python.print(script);
        assertTrue(printed.matches("(?s)[0-9.e+]+ iterations a second\\s*"), printed);
    }
}
