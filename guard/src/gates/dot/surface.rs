//! Where it would show that production was touched.

use crate::names::names;

names! {
    /// A place in production whose value is measured before and after a run.
    #[non_exhaustive]
    pub enum Surface {
        /// `public.object_count`
        PublicObjectCount = "public.object_count",
        /// `iu_core.object_count`
        IuCoreObjectCount = "iu_core.object_count",
        /// `birth_registry.certified_count`
        BirthRegistryCertifiedCount = "birth_registry.certified_count",
        /// `birth_registry.max_date_certified`, the one surface that is no count
        BirthRegistryMaxDateCertified = "birth_registry.max_date_certified",
        /// `governance_object_ownership.count`
        GovernanceObjectOwnershipCount = "governance_object_ownership.count",
        /// `universal_edges.count`
        UniversalEdgesCount = "universal_edges.count",
        /// `universal_edges.provenance_count`
        UniversalEdgesProvenanceCount = "universal_edges.provenance_count",
        /// `dot_tools.count`
        DotToolsCount = "dot_tools.count",
        /// `directus_collections.count`
        DirectusCollectionsCount = "directus_collections.count",
        /// `directus_fields.count`
        DirectusFieldsCount = "directus_fields.count",
        /// `directus_relations.count`
        DirectusRelationsCount = "directus_relations.count",
    }
}

impl Surface {
    /// Every surface, sorted by name.
    pub(super) const SORTED: [Self; Self::ALL.len()] = [
        Self::BirthRegistryCertifiedCount,
        Self::BirthRegistryMaxDateCertified,
        Self::DirectusCollectionsCount,
        Self::DirectusFieldsCount,
        Self::DirectusRelationsCount,
        Self::DotToolsCount,
        Self::GovernanceObjectOwnershipCount,
        Self::IuCoreObjectCount,
        Self::PublicObjectCount,
        Self::UniversalEdgesCount,
        Self::UniversalEdgesProvenanceCount,
    ];

    /// Whether its value is a count.
    #[must_use]
    pub fn is_count(self) -> bool {
        self != Self::BirthRegistryMaxDateCertified
    }
}

/// Surfaces that are compared as a whole, by the plan.
pub(super) const STRUCTURAL: [&str; 2] = ["public.*", "iu_core.*"];

/// Tables that a run must not append to.
pub(super) const APPEND_TABLES: [&str; 6] = [
    "event_outbox",
    "system_issues",
    "directus_activity",
    "directus_revisions",
    "registry_changelog",
    "measurement_log",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_hold_every_surface() {
        assert!(
            Surface::SORTED
                .windows(2)
                .all(|pair| pair[0].as_str() < pair[1].as_str())
        );
        for (place, surface) in Surface::ALL.iter().enumerate() {
            assert_eq!(*surface as usize, place);
            assert!(Surface::SORTED.contains(surface));
        }
    }
}
