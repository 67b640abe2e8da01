//! What may be turned? quotealign.toml becomes one checked [`Settings`]; each stage is handed its own section only.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::read::language;
use crate::{align, audit, cluster, lexicon};

/// All that can be set, in the order of the file. Every key has a default.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    pub lexicon: lexicon::Settings,
    pub cluster: cluster::Settings,
    pub align: align::Settings,
    pub audit: audit::Settings,
}

impl Settings {
    /// What is wrong with the values, a sentence each.
    fn mistakes(&self) -> Vec<String> {
        let shares = [("cluster.threshold", self.cluster.threshold), ("align.threshold", self.align.threshold)];
        let mut out: Vec<String> = shares
            .into_iter()
            .filter(|(_, share)| !(0.0..=1.0).contains(share))
            .map(|(name, share)| format!("{name}: {share} is no probability (from 0 to 1)"))
            .collect();
        if language::tag(&self.cluster.language).is_none() {
            out.push(format!("cluster.language: `{}` is no language (write it as en, it or pt-BR)", self.cluster.language));
        }
        out.extend(self.audit.mistakes());
        out
    }
}

/// The name of the file, looked for at the top of the sources, else in the current folder.
pub const FILE: &str = "quotealign.toml";

/// The settings in force and the file that they come from. The error lists all that is wrong, a line each.
pub fn load(named: Option<&Path>, sources: Option<&Path>) -> Result<(Settings, Option<PathBuf>), String> {
    let path = match named {
        Some(path) => Some(path.to_owned()),
        None => sources.map(|s| s.join(FILE)).into_iter().chain([PathBuf::from(FILE)]).find(|p| p.is_file()),
    };
    let Some(path) = path else { return Ok((Settings::default(), None)) };
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: cannot be read: {e}", path.display()))?;
    let settings = parse(&text)
        .map_err(|mistakes| mistakes.iter().map(|m| format!("{}: {m}", path.display())).collect::<Vec<_>>().join("\n"))?;
    Ok((settings, Some(path)))
}

/// Reads settings; all mistakes are told together.
pub fn parse(text: &str) -> Result<Settings, Vec<String>> {
    let given: toml::Table = text.parse().map_err(|e: toml::de::Error| vec![one_line(&e)])?;
    let known = toml::Table::try_from(Settings::default()).unwrap_or_default();
    let mut mistakes = Vec::new();
    unknown_keys("", &given, &known, &mut mistakes);
    let parsed: Result<Settings, toml::de::Error> = toml::from_str(text);
    match &parsed {
        // An unknown key is told already, with what it may have meant.
        Err(e) if mistakes.is_empty() || !e.message().contains("unknown field") => mistakes.push(one_line(e)),
        Ok(settings) => mistakes.extend(settings.mistakes()),
        Err(_) => {}
    }
    if mistakes.is_empty() { parsed.map_err(|e| vec![one_line(&e)]) } else { Err(mistakes) }
}

/// The settings in force, as a file that would set them.
pub fn show(settings: &Settings) -> String {
    toml::to_string(settings).unwrap_or_default()
}

fn unknown_keys(section: &str, given: &toml::Table, known: &toml::Table, mistakes: &mut Vec<String>) {
    for (key, value) in given {
        let name = if section.is_empty() { key.clone() } else { format!("{section}.{key}") };
        match (known.get(key), value) {
            // An empty table by default is a map with keys of the user's own, which its stage checks.
            (Some(toml::Value::Table(inner)), toml::Value::Table(value)) if !inner.is_empty() => {
                unknown_keys(&name, value, inner, mistakes)
            }
            (Some(_), _) => {}
            (None, _) => {
                let nearest = known.keys().max_by(|a, b| strsim::jaro_winkler(a, key).total_cmp(&strsim::jaro_winkler(b, key)));
                let meant = nearest
                    .filter(|n| strsim::jaro_winkler(n, key) > 0.8)
                    .map_or(String::new(), |n| format!("; did you mean `{n}`?"));
                let all = known.keys().cloned().collect::<Vec<_>>().join(", ");
                mistakes.push(format!("unknown key `{name}`{meant} (known here: {all})"));
            }
        }
    }
}

fn one_line(e: &toml::de::Error) -> String {
    e.to_string().lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_read_again() {
        let shown = show(&Settings::default());
        assert_eq!(show(&parse(&shown).unwrap()), shown);
    }

    #[test]
    fn all_mistakes_are_told_together() {
        let mistakes = parse("[cluster]\ntreshold = 0.5\n[algin]\nx = 1\n").unwrap_err();
        assert_eq!(mistakes.len(), 2, "{mistakes:?}");
        assert!(mistakes[0].contains("did you mean `threshold`?") || mistakes[1].contains("did you mean `threshold`?"));
        for (value, told) in [("threshold = 5", "5 is no probability"), ("threshold = nan", "NaN"), ("language = \"xx\"", "`xx`")]
        {
            let mistakes = parse(&format!("[cluster]\n{value}\n")).unwrap_err();
            assert!(mistakes[0].contains(told), "{mistakes:?}");
        }
        assert!(parse("[cluster]\nthreshold = \"high\"\n").unwrap_err()[0].contains("line 2"));
    }
}
