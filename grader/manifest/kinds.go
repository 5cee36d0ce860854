package manifest

import (
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// kind is one kind of object that a server of version 1.37 has by default.
type kind struct {
	group, version, name string
	plural               string
	clusterScoped        bool
	new                  func() runtime.Object // nil where the fields are not known here
	guessed              bool                  // kubectl takes it for one, the server does not have it
}

func (k *kind) groupKind() schema.GroupKind { return schema.GroupKind{Group: k.group, Kind: k.name} }

func (k *kind) groupVersionKind() schema.GroupVersionKind {
	return schema.GroupVersionKind{Group: k.group, Version: k.version, Kind: k.name}
}

func (k *kind) resource() schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: k.group, Version: k.version, Resource: k.plural}
}

// printed is the name of an object as kubectl prints it: pod/a, deployment.apps/b.
func (k *kind) printed(name string) string {
	short := strings.ToLower(k.name)
	if k.group != "" {
		short += "." + k.group
	}
	return short + "/" + name
}

// findKind looks a kind up as kubectl's discovery does, which also knows it in lower
// case.
func findKind(gvk schema.GroupVersionKind) *kind {
	for i := range kinds {
		k := &kinds[i]
		if k.version == gvk.Version && k.group == gvk.Group && (k.name == gvk.Kind || strings.ToLower(k.name) == gvk.Kind) {
			return k
		}
	}
	return guessedKind(gvk)
}

// guessedKind is a kind that kubectl makes up: a list of every kind, and every kind
// where the version is left out behind the group.
func guessedKind(gvk schema.GroupVersionKind) *kind {
	item, isList := strings.CutSuffix(gvk.Kind, "List")
	for _, k := range kinds {
		if k.group != gvk.Group || gvk.Version != "" && k.version != gvk.Version {
			continue
		}
		k.guessed, k.new = true, nil
		switch {
		case isList && (item == "" || k.name == item):
			k.name, k.plural = gvk.Kind, strings.ToLower(gvk.Kind)+"s"
			k.clusterScoped = k.clusterScoped || item == ""
			return &k
		case gvk.Version == "" && k.name == gvk.Kind:
			return &k
		}
	}
	return nil
}

// isListKind tells the kinds of lists: List itself, in every group that there is, and
// PodList and the like.
func isListKind(gvk schema.GroupVersionKind) bool {
	item, isList := strings.CutSuffix(gvk.Kind, "List")
	if !isList {
		return false
	}
	for i := range kinds {
		k := &kinds[i]
		if k.version == gvk.Version && k.group == gvk.Group && (item == "" || k.name == item) {
			return true
		}
	}
	return false
}

// kindListed is the kind whose objects a list of that kind holds, such as Pod for PodList;
// nil if there is none or its fields are not known here.
func kindListed(gvk schema.GroupVersionKind) *kind {
	item, isList := strings.CutSuffix(gvk.Kind, "List")
	k := findKind(gvk.GroupVersion().WithKind(item))
	if !isList || k == nil || k.new == nil || k.name != item {
		return nil
	}
	return k
}

// kinds starts with those that lessons are made of.
var kinds = []kind{
	{group: "networking.k8s.io", version: "v1", name: "NetworkPolicy", plural: "networkpolicies", new: func() runtime.Object { return &networkingv1.NetworkPolicy{} }},
	{version: "v1", name: "Pod", plural: "pods", new: func() runtime.Object { return &corev1.Pod{} }},
	{version: "v1", name: "Service", plural: "services", new: func() runtime.Object { return &corev1.Service{} }},
	{version: "v1", name: "Namespace", plural: "namespaces", clusterScoped: true, new: func() runtime.Object { return &corev1.Namespace{} }},
	{version: "v1", name: "Node", plural: "nodes", clusterScoped: true, new: func() runtime.Object { return &corev1.Node{} }},

	{version: "v1", name: "ConfigMap", plural: "configmaps", new: func() runtime.Object { return &corev1.ConfigMap{} }},
	//lint:ignore SA1019 servers still have them, and dumps show them
	{version: "v1", name: "Endpoints", plural: "endpoints", new: func() runtime.Object { return &corev1.Endpoints{} }},
	{version: "v1", name: "Event", plural: "events", new: func() runtime.Object { return &corev1.Event{} }},
	{version: "v1", name: "LimitRange", plural: "limitranges", new: func() runtime.Object { return &corev1.LimitRange{} }},
	{version: "v1", name: "PersistentVolume", plural: "persistentvolumes", clusterScoped: true, new: func() runtime.Object { return &corev1.PersistentVolume{} }},
	{version: "v1", name: "PersistentVolumeClaim", plural: "persistentvolumeclaims", new: func() runtime.Object { return &corev1.PersistentVolumeClaim{} }},
	{version: "v1", name: "PodTemplate", plural: "podtemplates", new: func() runtime.Object { return &corev1.PodTemplate{} }},
	{version: "v1", name: "ReplicationController", plural: "replicationcontrollers", new: func() runtime.Object { return &corev1.ReplicationController{} }},
	{version: "v1", name: "ResourceQuota", plural: "resourcequotas", new: func() runtime.Object { return &corev1.ResourceQuota{} }},
	{version: "v1", name: "Secret", plural: "secrets", new: func() runtime.Object { return &corev1.Secret{} }},
	{version: "v1", name: "ServiceAccount", plural: "serviceaccounts", new: func() runtime.Object { return &corev1.ServiceAccount{} }},

	{group: "apps", version: "v1", name: "ControllerRevision", plural: "controllerrevisions", new: func() runtime.Object { return &appsv1.ControllerRevision{} }},
	{group: "apps", version: "v1", name: "DaemonSet", plural: "daemonsets", new: func() runtime.Object { return &appsv1.DaemonSet{} }},
	{group: "apps", version: "v1", name: "Deployment", plural: "deployments", new: func() runtime.Object { return &appsv1.Deployment{} }},
	{group: "apps", version: "v1", name: "ReplicaSet", plural: "replicasets", new: func() runtime.Object { return &appsv1.ReplicaSet{} }},
	{group: "apps", version: "v1", name: "StatefulSet", plural: "statefulsets", new: func() runtime.Object { return &appsv1.StatefulSet{} }},
	{group: "batch", version: "v1", name: "CronJob", plural: "cronjobs", new: func() runtime.Object { return &batchv1.CronJob{} }},
	{group: "batch", version: "v1", name: "Job", plural: "jobs", new: func() runtime.Object { return &batchv1.Job{} }},
	{group: "networking.k8s.io", version: "v1", name: "Ingress", plural: "ingresses", new: func() runtime.Object { return &networkingv1.Ingress{} }},
	{group: "networking.k8s.io", version: "v1", name: "IngressClass", plural: "ingressclasses", clusterScoped: true, new: func() runtime.Object { return &networkingv1.IngressClass{} }},
	{group: "networking.k8s.io", version: "v1", name: "IPAddress", plural: "ipaddresses", clusterScoped: true, new: func() runtime.Object { return &networkingv1.IPAddress{} }},
	{group: "networking.k8s.io", version: "v1", name: "ServiceCIDR", plural: "servicecidrs", clusterScoped: true, new: func() runtime.Object { return &networkingv1.ServiceCIDR{} }},

	{group: "admissionregistration.k8s.io", version: "v1", name: "MutatingWebhookConfiguration", plural: "mutatingwebhookconfigurations", clusterScoped: true},
	{group: "admissionregistration.k8s.io", version: "v1", name: "ValidatingAdmissionPolicy", plural: "validatingadmissionpolicies", clusterScoped: true},
	{group: "admissionregistration.k8s.io", version: "v1", name: "ValidatingAdmissionPolicyBinding", plural: "validatingadmissionpolicybindings", clusterScoped: true},
	{group: "admissionregistration.k8s.io", version: "v1", name: "ValidatingWebhookConfiguration", plural: "validatingwebhookconfigurations", clusterScoped: true},
	{group: "apiextensions.k8s.io", version: "v1", name: "CustomResourceDefinition", plural: "customresourcedefinitions", clusterScoped: true},
	{group: "apiregistration.k8s.io", version: "v1", name: "APIService", plural: "apiservices", clusterScoped: true},
	{group: "autoscaling", version: "v1", name: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers", new: func() runtime.Object { return &autoscalingv1.HorizontalPodAutoscaler{} }},
	{group: "autoscaling", version: "v2", name: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers", new: func() runtime.Object { return &autoscalingv2.HorizontalPodAutoscaler{} }},
	{group: "certificates.k8s.io", version: "v1", name: "CertificateSigningRequest", plural: "certificatesigningrequests", clusterScoped: true},
	{group: "coordination.k8s.io", version: "v1", name: "Lease", plural: "leases"},
	{group: "discovery.k8s.io", version: "v1", name: "EndpointSlice", plural: "endpointslices", new: func() runtime.Object { return &discoveryv1.EndpointSlice{} }},
	{group: "events.k8s.io", version: "v1", name: "Event", plural: "events"},
	{group: "flowcontrol.apiserver.k8s.io", version: "v1", name: "FlowSchema", plural: "flowschemas", clusterScoped: true},
	{group: "flowcontrol.apiserver.k8s.io", version: "v1", name: "PriorityLevelConfiguration", plural: "prioritylevelconfigurations", clusterScoped: true},
	{group: "node.k8s.io", version: "v1", name: "RuntimeClass", plural: "runtimeclasses", clusterScoped: true},
	{group: "policy", version: "v1", name: "PodDisruptionBudget", plural: "poddisruptionbudgets", new: func() runtime.Object { return &policyv1.PodDisruptionBudget{} }},
	{group: "rbac.authorization.k8s.io", version: "v1", name: "ClusterRole", plural: "clusterroles", clusterScoped: true, new: func() runtime.Object { return &rbacv1.ClusterRole{} }},
	{group: "rbac.authorization.k8s.io", version: "v1", name: "ClusterRoleBinding", plural: "clusterrolebindings", clusterScoped: true, new: func() runtime.Object { return &rbacv1.ClusterRoleBinding{} }},
	{group: "rbac.authorization.k8s.io", version: "v1", name: "Role", plural: "roles", new: func() runtime.Object { return &rbacv1.Role{} }},
	{group: "rbac.authorization.k8s.io", version: "v1", name: "RoleBinding", plural: "rolebindings", new: func() runtime.Object { return &rbacv1.RoleBinding{} }},
	{group: "resource.k8s.io", version: "v1", name: "DeviceClass", plural: "deviceclasses", clusterScoped: true},
	{group: "resource.k8s.io", version: "v1", name: "ResourceClaim", plural: "resourceclaims"},
	{group: "resource.k8s.io", version: "v1", name: "ResourceClaimTemplate", plural: "resourceclaimtemplates"},
	{group: "resource.k8s.io", version: "v1", name: "ResourceSlice", plural: "resourceslices", clusterScoped: true},
	{group: "scheduling.k8s.io", version: "v1", name: "PriorityClass", plural: "priorityclasses", clusterScoped: true},
	{group: "storage.k8s.io", version: "v1", name: "CSIDriver", plural: "csidrivers", clusterScoped: true},
	{group: "storage.k8s.io", version: "v1", name: "CSINode", plural: "csinodes", clusterScoped: true},
	{group: "storage.k8s.io", version: "v1", name: "CSIStorageCapacity", plural: "csistoragecapacities"},
	{group: "storage.k8s.io", version: "v1", name: "StorageClass", plural: "storageclasses", clusterScoped: true},
	{group: "storage.k8s.io", version: "v1", name: "VolumeAttachment", plural: "volumeattachments", clusterScoped: true},
	{group: "storage.k8s.io", version: "v1", name: "VolumeAttributesClass", plural: "volumeattributesclasses", clusterScoped: true},
}
