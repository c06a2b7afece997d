package org.plumbline.report.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library that typesets the page's formulas where it is read: script, style and fonts, to be put into the page. */
final class Katex {
    /** The fonts that the formulas of {@link Mathematics} need; the others weigh nearly as much as the script. */
    private static final Pattern NEEDED = Pattern.compile("KaTeX_(Main-Regular|Math-Italic|AMS-Regular|Size1-Regular)");

    private static final Pattern FACE = Pattern.compile("@font-face\\{[^}]*\\}");
    private static final Pattern FILE =
            Pattern.compile("src:url\\(fonts/([^)]+)\\.woff2\\) format\\(\"woff2\"\\)[^}]*");

    private Katex() {}

    /** The script, which must not end the element that it stands in. */
    static String script() {
        String script = text("dist/katex.min.js");
        if (script.contains("</script")) {
            throw new IllegalStateException("The script of KaTeX has an end tag in it and cannot stand in a page.");
        }
        return script;
    }

    /** The style, with the fonts in it. */
    static String css() {
        Matcher faces = FACE.matcher(text("dist/katex.min.css"));
        return faces.replaceAll(
                face -> NEEDED.matcher(face.group()).find() ? Matcher.quoteReplacement(inlined(face.group())) : "");
    }

    /** The licence, which asks to stand in every copy. */
    static String licence() {
        return text("LICENSE").strip();
    }

    private static String inlined(String face) {
        return FILE.matcher(face).replaceFirst(file -> {
            String font = Base64.getEncoder().encodeToString(bytes("dist/fonts/" + file.group(1) + ".woff2"));
            return Matcher.quoteReplacement("src:url(data:font/woff2;base64," + font + ") format(\"woff2\")");
        });
    }

    private static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8).replace("\r", "");
    }

    private static byte[] bytes(String path) {
        return resource("/META-INF/resources/webjars/katex/" + version() + "/" + path);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = Katex.class.getResourceAsStream("/org/plumbline/report/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("katex");
    }

    private static byte[] resource(String path) {
        try (InputStream in = Katex.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + path + ".");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
