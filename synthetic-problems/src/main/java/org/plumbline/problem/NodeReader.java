package org.plumbline.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.numeric.RefusedException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Turns the text of a file into nodes: one YAML document, of which JSON is a dialect. What YAML has beyond lists, keys
 * and scalars (aliases, tags, several documents, repeated keys) is refused, so that a file means what it shows and
 * reading takes time and memory in proportion to its length.
 */
final class NodeReader {
    /** No file of a known family nests deeper than 6; a stack overflow needs thousands. */
    private static final int DEEPEST = 32;

    /** Dense matrices of order 1000 with room beside them; about 200 MB as nodes. */
    private static final int MOST_VALUES = 2_000_000;

    private final JsonParser parser;
    private final String source;
    private int values;

    private NodeReader(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /**
     * Reads a text.
     *
     * @param text YAML or JSON
     * @param source its name in messages
     * @return the keys and values of the top level
     * @throws RefusedException if it is something else
     */
    static Node.Entries read(String text, String source) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        refuseControlCharacters(plain, source);
        // JSON may be indented with tabs, which YAML forbids. What begins like JSON and is not may still be YAML.
        if (plain.stripLeading().startsWith("{")) {
            try {
                return parse(new JsonFactory().createParser(plain), source);
            } catch (JsonProcessingException e) {
                if (source.endsWith(".json")) {
                    throw refusal(
                            source,
                            e.getLocation().getLineNr(),
                            "the text must be valid JSON, and is not at column "
                                    + e.getLocation().getColumnNr()
                                    + ". Maybe a comma, a quote or a bracket is missing there, or one too many.");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            return parse(
                    YAMLFactory.builder()
                            .loaderOptions(options)
                            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                            .build()
                            .createParser(plain),
                    source);
        } catch (JsonProcessingException e) {
            throw syntaxError(e, source);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static Node.Entries parse(JsonParser parser, String source) throws IOException {
        try (parser) {
            return new NodeReader(parser, source).document();
        }
    }

    private Node.Entries document() throws IOException {
        if (parser.nextToken() == null) {
            throw refusal(source, 1, "the file is empty; it must hold keys with values. Maybe begin with 'family: …'.");
        }
        if (!(node("", 1) instanceof Node.Entries entries)) {
            throw refusal(
                    source,
                    1,
                    "the top level must be keys with values, such as 'family: quadratic'. Maybe see the docs.");
        }
        if (parser.nextToken() != null) {
            throw refusal(source, line(), "the file must hold one document. Maybe remove what follows '---'.");
        }
        return entries;
    }

    private Node node(String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw refusal(
                    source,
                    line(),
                    "the nesting (" + depth + " levels) must not exceed " + DEEPEST
                            + ". Maybe a bracket is not closed.");
        }
        values++;
        if (values > MOST_VALUES) {
            throw refusal(
                    source,
                    line(),
                    "the file must not hold more than " + MOST_VALUES
                            + " values. Maybe use 'generate' in place of data.");
        }
        refuseAliasOrTag(path);
        return switch (parser.currentToken()) {
            case START_ARRAY -> items(path, depth);
            case START_OBJECT -> entries(path, depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Node.Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Node.Kind.FLAG);
            case VALUE_NULL -> scalar(Node.Kind.NOTHING);
            default -> scalar(Node.Kind.TEXT);
        };
    }

    private Node items(String path, int depth) throws IOException {
        int line = line();
        List<Node> nodes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(node(Value.item(path, nodes.size()), depth + 1));
        }
        return new Node.Items(nodes, line);
    }

    private Node entries(String path, int depth) throws IOException {
        int line = line();
        Map<String, Node> nodes = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            String member = Value.member(path, key);
            if (nodes.put(key, node(member, depth + 1)) != null) {
                throw refusal(
                        source, keyLine, member + " (given twice) must be given once. Maybe remove one of the two.");
            }
        }
        return new Node.Entries(nodes, line);
    }

    private Node scalar(Node.Kind kind) throws IOException {
        return new Node.Scalar(kind, parser.getText(), line());
    }

    private void refuseAliasOrTag(String path) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw refusal(
                    source,
                    line(),
                    path + " (*" + OneLine.of(parser.getText())
                            + ") must be a value and not an alias. Maybe write the value out.");
        }
        Object tag = parser.getTypeId();
        if (tag != null) {
            throw refusal(
                    source,
                    line(),
                    path + " (!" + OneLine.of(tag.toString())
                            + ") must have no tag. Maybe remove what begins with '!'.");
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static void refuseControlCharacters(String text, String source) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (Character.isISOControl(c) && c != '\r' && c != '\t') {
                throw refusal(
                        source,
                        line,
                        String.format("the character U+%04X must not occur.", (int) c)
                                + " Maybe the file is not a text file; save it as UTF-8 text.");
            }
        }
    }

    private static RefusedException syntaxError(JsonProcessingException e, String source) {
        if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            return refusal(
                    source,
                    yaml.getProblemMark().getLine() + 1,
                    "the text must be valid YAML, and is not at column "
                            + (yaml.getProblemMark().getColumn() + 1) + ": "
                            + OneLine.unbroken(yaml.getProblem())
                            + ". Maybe check brackets, quotes and indentation (spaces, not tabs) up to there.");
        }
        return refusal(
                source,
                e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                "the text must be plain YAML, with a plain name for every key. Maybe remove tags, aliases and the like.");
    }

    private static RefusedException refusal(String source, int line, String message) {
        return new RefusedException(OneLine.unbroken(source) + ":" + line + ": " + message);
    }
}
