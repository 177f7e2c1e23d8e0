import java.io.File;
import java.io.FileInputStream;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.ArrayList;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * veraPDF over each file named: a line for each standard, "FILE, PROFILE, assertions made", and one for each rule broken,
 * "FILE, PROFILE, clause-test: what it says", parted by tabs. The package leaves out what veraPDF reads its own profiles with
 * (JAXB), so they are read here; the rules are veraPDF's own, word for word.
 */
class ValidatePdf {
    static List<Element> in(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element && element.getLocalName().equals(name)) found.add(element);
        }
        return found;
    }

    static Element one(Element parent, String name) {
        return in(parent, name).get(0);
    }

    static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        var documents = DocumentBuilderFactory.newDefaultNSInstance();
        var file = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml");
        Element root = documents.newDocumentBuilder().parse(file).getDocumentElement();
        Set<Rule> rules = new HashSet<>();
        for (Element rule : in(one(root, "rules"), "rule")) {
            Element id = one(rule, "id");
            rules.add(Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"), one(rule, "description").getTextContent(), one(rule, "test").getTextContent(),
                Profiles.errorFromValues(one(one(rule, "error"), "message").getTextContent(), List.of()), List.of()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : in(one(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(
                each.getAttribute("name"), each.getAttribute("object"),
                one(each, "defaultValue").getTextContent(), one(each, "value").getTextContent()));
        }
        return Profiles.profileFromValues(
            flavour, Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Map<PDFAFlavour, ValidationProfile> profiles = new LinkedHashMap<>();
        profiles.put(PDFAFlavour.PDFA_3_A, profile(PDFAFlavour.PDFA_3_A, "PDFA-3A"));
        profiles.put(PDFAFlavour.PDFUA_1, profile(PDFAFlavour.PDFUA_1, "PDFUA-1"));
        for (String file : files) {
            for (var each : profiles.entrySet()) {
                try (var stream = new FileInputStream(file);
                        var parser = Foundries.defaultInstance().createParser(stream, each.getKey())) {
                    var validator = Foundries.defaultInstance().createValidator(each.getValue(), false);
                    ValidationResult result = validator.validate(parser);
                    String where = new File(file).getName() + "\t" + each.getKey() + "\t";
                    System.out.println(where + result.getTotalAssertions());
                    if (!result.isCompliant() && result.getTestAssertions().isEmpty()) System.out.println(where + "not compliant");
                    for (TestAssertion made : result.getTestAssertions()) {
                        if (made.getStatus() != TestAssertion.Status.FAILED) continue;
                        var rule = made.getRuleId();
                        System.out.println(where + rule.getClause() + "-" + rule.getTestNumber() + ": "
                            + made.getMessage().replaceAll("\\s+", " "));
                    }
                }
            }
        }
    }
}
