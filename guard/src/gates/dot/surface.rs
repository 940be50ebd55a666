//! Where it would show that production was touched.

/// A place in production whose value is measured before and after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Surface {
    /// `public.object_count`
    PublicObjectCount,
    /// `iu_core.object_count`
    IuCoreObjectCount,
    /// `birth_registry.certified_count`
    BirthRegistryCertifiedCount,
    /// `birth_registry.max_date_certified`, the one surface that is no count
    BirthRegistryMaxDateCertified,
    /// `governance_object_ownership.count`
    GovernanceObjectOwnershipCount,
    /// `universal_edges.count`
    UniversalEdgesCount,
    /// `universal_edges.provenance_count`
    UniversalEdgesProvenanceCount,
    /// `dot_tools.count`
    DotToolsCount,
    /// `directus_collections.count`
    DirectusCollectionsCount,
    /// `directus_fields.count`
    DirectusFieldsCount,
    /// `directus_relations.count`
    DirectusRelationsCount,
}

impl Surface {
    /// Every surface, in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::PublicObjectCount,
        Self::IuCoreObjectCount,
        Self::BirthRegistryCertifiedCount,
        Self::BirthRegistryMaxDateCertified,
        Self::GovernanceObjectOwnershipCount,
        Self::UniversalEdgesCount,
        Self::UniversalEdgesProvenanceCount,
        Self::DotToolsCount,
        Self::DirectusCollectionsCount,
        Self::DirectusFieldsCount,
        Self::DirectusRelationsCount,
    ];

    /// Every surface, sorted by name.
    pub(super) const SORTED: [Self; 11] = [
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

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PublicObjectCount => "public.object_count",
            Self::IuCoreObjectCount => "iu_core.object_count",
            Self::BirthRegistryCertifiedCount => "birth_registry.certified_count",
            Self::BirthRegistryMaxDateCertified => "birth_registry.max_date_certified",
            Self::GovernanceObjectOwnershipCount => "governance_object_ownership.count",
            Self::UniversalEdgesCount => "universal_edges.count",
            Self::UniversalEdgesProvenanceCount => "universal_edges.provenance_count",
            Self::DotToolsCount => "dot_tools.count",
            Self::DirectusCollectionsCount => "directus_collections.count",
            Self::DirectusFieldsCount => "directus_fields.count",
            Self::DirectusRelationsCount => "directus_relations.count",
        }
    }

    /// The surface with exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "public.object_count" => Some(Self::PublicObjectCount),
            "iu_core.object_count" => Some(Self::IuCoreObjectCount),
            "birth_registry.certified_count" => Some(Self::BirthRegistryCertifiedCount),
            "birth_registry.max_date_certified" => Some(Self::BirthRegistryMaxDateCertified),
            "governance_object_ownership.count" => Some(Self::GovernanceObjectOwnershipCount),
            "universal_edges.count" => Some(Self::UniversalEdgesCount),
            "universal_edges.provenance_count" => Some(Self::UniversalEdgesProvenanceCount),
            "dot_tools.count" => Some(Self::DotToolsCount),
            "directus_collections.count" => Some(Self::DirectusCollectionsCount),
            "directus_fields.count" => Some(Self::DirectusFieldsCount),
            "directus_relations.count" => Some(Self::DirectusRelationsCount),
            _ => None,
        }
    }

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
        for (place, surface) in Surface::ALL.into_iter().enumerate() {
            assert_eq!(surface as usize, place);
            assert_eq!(Surface::named(surface.as_str()), Some(surface));
        }
    }
}
