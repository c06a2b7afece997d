# Plumbline report

Profile `${report.settings().profile().label()?no_esc}`, master seed ${report.settings().masterSeed()}. Each claim was stated with its criterion, its rule and its negative control before anything was run; the rule alone decided the verdict.

**How to read a verdict.** Finitely many runs can refute an upper bound or be consistent with it; they cannot prove it. SUPPORTED means consistent: on these instances, over this range, under this criterion. NOT\_SUPPORTED is a finding about a claim.

## Verdicts

<#if report.asExpected()>
All ${page.count(report.claims()?size)} verdicts are the recorded ones.
<#else>
Not everything is as recorded: ${page.count(report.differing()?size)} of ${page.count(report.claims()?size)} verdicts differ<#if report.unclaimed()?has_content>, and ${page.count(report.unclaimed()?size)} recorded verdicts have no claim</#if>.
</#if>

| claim | verdict | expected | effect | estimate |
|---|---|---|---|---|
<#list report.claims() as row>
| ${row.id()} | ${row.verdict().name()} | ${page.expected(row)} | ${row.evidence().effect().name()} | ${page.effect(row.evidence().effect())} |
</#list>

## Claims

<#list report.claims() as row>
<#assign card = row.card() evidence = row.evidence()>
### ${row.id()}

${card.statement()}

* **${row.verdict().name()}** (expected: ${page.expected(row)}). ${evidence.reason()}
* Criterion: ${card.criterion()}
* Source: ${card.source().work()}, ${card.source().place()} (${card.source().provenance().name()?lower_case})
* Rule: ${card.rule()}
<#list evidence.controls() as control>
* Control, ${control.description()}: <#if control.rejected()>rejected<#else>**not rejected**</#if>. ${control.detail()}
</#list>
* Power: ${evidence.power()}
* Seeds: ${evidence.seeds()}
* Run again: `${row.rerun()?no_esc}`

<#list row.figures() as figure>
<#if page.has("charts/" + figure.stem() + ".png")>
![${figure.plot().title()}](charts/${figure.stem()?no_esc}.png)

</#if>
</#list>
<#list row.sheets() as sheet>
<details><summary>${page.html(sheet.table().title())?no_esc}</summary>

|<#list sheet.table().columns() as column> ${column} |</#list>
|<#list sheet.table().columns() as column><#if sheet.table().rows()?has_content && page.numeric(sheet.table().rows()[0][column?index])>--:<#else>---</#if>|</#list>
<#list sheet.table().rows() as cells>
|<#list cells as cell> ${page.cell(cell)} |</#list>
</#list>

</details>

</#list>
</#list>
## Environment

Only this block may differ between two runs of the same input.

| | |
|---|---|
<#list report.environment().facts() as name, value>
| ${name} | ${value} |
</#list>
